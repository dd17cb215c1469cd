// The payment page's codes by text message: has one sent, and makes the field of the app's code the field of that one.
import { $, call, complain, say } from "./page.js";

/** The page itself finds out what became of the payment. */
const FURTHER = ["payment_proven", "payment_ended", "payment_expired", "signed_proof_needed"];
const code = $("code");
const label = $("codeword");
const APP = { name: "code", label: label.textContent, hint: $("codehint").textContent };

/** By name the vault knows which it is; the page's other script asks for so many digits. */
const become = (name, words, hint) => {
  const sent = name !== APP.name;
  code.name = name;
  code.value = "";
  code.maxLength = sent ? 9 : 7;
  code.removeAttribute("aria-invalid");
  if (sent) Object.assign(code.dataset, { digits: 8, missing: "sms_code_missing" });
  else for (const own of ["digits", "missing"]) delete code.dataset[own];
  label.textContent = words;
  $("codehint").textContent = hint;
  code.dispatchEvent(new Event("renamed"));
  $("sms-app").hidden = !sent;
  $("sms-send").textContent = sent ? say("sms_again") : say("sms_send");
};

$("sms-send").addEventListener("click", async (event) => {
  const button = event.target;
  if (button.disabled) return;
  $("problem").hidden = true;
  button.disabled = true;
  try {
    const answer = await call($("payment").dataset.sms, {});
    if (answer.ok) {
      become("smsCode", say("sms_code"), say("sms_sent", answer.body.number));
      $("news").textContent = say("sms_sent", answer.body.number);
      ($("password").value ? code : $("password")).focus();
    } else if (FURTHER.includes(answer.body.code)) location.reload();
    else if (answer.body.code === "too_many_requests") complain(say("sms_too_many"));
    else complain(say(answer.body.code) ?? say("otherwise"));
  } catch {
    complain(say("otherwise"));
  }
  button.disabled = false;
});

$("sms-app").addEventListener("click", () => {
  become(APP.name, APP.label, APP.hint);
  $("news").textContent = "";
  code.focus();
});
