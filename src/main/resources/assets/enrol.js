// The enrolment page: one step at a time; the server says which comes next.
import { $, call, complain, say } from "./page.js";
import { showSetup } from "./setup.js";

const STEPS = ["contact", "alias", "password", "otp", "card"];
const BASE = "/enrol/";
let step = "contact";
let card = null;

const show = (name, focused = true) => {
  step = name;
  $("problem").hidden = true;
  $("wait").hidden = true;
  for (const part of document.querySelectorAll("[data-step]")) part.hidden = part.dataset.step !== name;
  const place = { confirm: "contact", bank: "card", signin: "card", done: "done" }[name] ?? name;
  const at = place === "done" ? STEPS.length : STEPS.indexOf(place);
  $("progress").hidden = name === "signin";
  [...$("progress").children].forEach((item, i) => {
    item.classList.toggle("past", i < at);
    item.classList.toggle("now", i === at);
    if (i === at) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
  const field = document.querySelector(`[data-step="${name}"] input`);
  if (focused && field) field.focus();
  if (name === "otp") beginOtp();
};

const post = async (path, body) => {
  const answer = await call(BASE + path, body ?? {}, 30000);
  if (!answer.ok) throw Object.assign(new Error("refused"), { code: answer.body.code });
  return answer.body;
};

const look = async () => {
  const view = (await call(BASE + "view")).body;
  $("who").hidden = !view.alias;
  $("alias-shown").textContent = view.alias ?? "";
  $("page-number").textContent = view.number ?? "";
  show(view.step);
};

const beginOtp = async () => {
  try {
    showSetup(await post("otp"));
  } catch (refused) {
    complain(say(refused.code) ?? say("otp_failed"));
  }
};

const digits = (id) => $(id).value.replace(/\D/g, "");

/** Minor units of what was typed, or null. */
const minor = (id, currency) => {
  const places = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  const typed = $(id).value.trim().replace(",", ".");
  if (!/^\d{1,9}(\.\d+)?$/.test(typed) || (typed.split(".")[1] ?? "").length > places) return null;
  return Math.round(Number(typed) * 10 ** places);
};

const expiry = () => {
  const typed = $("expiry").value.trim().match(/^(0?[1-9]|1[0-2])\s*[/.-]?\s*(\d{2}|\d{4})$/);
  if (!typed) return null;
  return (typed[2].length === 2 ? "20" + typed[2] : typed[2]) + "-" + typed[1].padStart(2, "0");
};

const done = (answer) => {
  card = answer.card;
  if (answer.state === "code_required") return show("bank");
  $("done-story").textContent = say(answer.state === "active" ? "done_active" : "done_limited");
  show("done");
  document.querySelector('[data-step="done"]').focus();
};

const ACTIONS = {
  contact: async () => {
    await post("contact", { email: $("email").value.trim(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    await look();
  },
  signin: async () => {
    await post("sign-in", { alias: $("in-alias").value.trim(), password: $("in-password").value, code: digits("in-code") });
    await look();
  },
  confirm: async () => {
    await post("contact/confirm", { code: digits("mail-code") });
    await look();
  },
  alias: async () => {
    await post("alias", { alias: $("alias").value.trim() });
    await look();
  },
  password: async () => {
    if ($("new-password").value !== $("again").value) return complain(say("differ"));
    await post("password", { password: $("new-password").value });
    await look();
  },
  otp: async () => {
    await post("otp/confirm", { code: digits("otp-code") });
    await look();
  },
  card: async () => {
    const currency = $("currency").value;
    const [perPayment, perDay] = [minor("per-payment", currency), minor("per-day", currency)];
    const until = expiry();
    if (!until) return complain(say("expiry_unfit"));
    if (!perPayment || !perDay) return complain(say("limits_unfit"));
    const form = {
      number: digits("number"),
      holderName: $("holder").value.trim(),
      expiry: until,
      verificationCode: digits("cvc"),
      limit: { currency, perPayment, perDay },
    };
    if ($("gender").value) form.gender = $("gender").value;
    document.querySelector('[data-step="card"]').hidden = true;
    $("wait").hidden = false;
    try {
      const answer = await post("card", form);
      document.querySelector('[data-step="card"]').reset();
      done(answer);
    } finally {
      $("wait").hidden = true;
      if (step === "card") document.querySelector('[data-step="card"]').hidden = false;
    }
  },
  bank: async () => done(await post("card/code", { card, code: digits("bank-code") })),
};

for (const form of document.querySelectorAll("form[data-step]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    if (button.disabled) return;
    $("problem").hidden = true;
    const empty = [...form.querySelectorAll("input[required]")].find((field) => !field.value.trim());
    if (empty) {
      complain(say("missing", form.querySelector(`label[for="${empty.id}"]`).textContent));
      return empty.focus();
    }
    button.disabled = true;
    try {
      await ACTIONS[form.dataset.step]();
    } catch (refused) {
      if (refused.code === "session_ended" || refused.code === "proof_too_old") show("signin");
      if (refused.code === "step_out_of_order") return look();
      // Where the bank's code has had its tries the card is gone, and another may be entered.
      if (refused.code === "card_not_added" && step === "bank") show("card");
      complain(say(refused.code) ?? say("otherwise"));
    } finally {
      button.disabled = false;
    }
  });
}
for (const button of document.querySelectorAll("[data-go]")) button.addEventListener("click", () => show(button.dataset.go));
$("sign-out").addEventListener("click", async () => {
  try {
    await post("sign-out");
  } finally {
    await look();
  }
});
show($("enrolment").dataset.now, false);
