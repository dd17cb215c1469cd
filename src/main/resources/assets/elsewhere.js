// The payment page where the payment was not begun: username and passkey, asked for by the button alone, then the
// outcome. No passkey is ever suggested here, and nothing is filled in.
import { $, call, complain, say } from "./page.js";
import { able, signed } from "./passkey.js";

/** The payment is further than this page knew: look. */
const FURTHER = ["payment_proven", "payment_ended", "payment_expired"];
const payment = $("payment");
const form = $("proofs");
const alias = $("alias");
const ends = performance.now() + 1000 * Number(payment.dataset.left);
let asked = 0;
let looking = 0;
let busy = false;

/** For readers who hear the page; each word once. */
const tell = (text) => {
  if ($("news").textContent !== text) $("news").textContent = text;
};

const pane = (name) => {
  for (const id of ["ask", "wait", "result"]) $(id).hidden = id !== name;
};

const lookIn = (millis) => {
  clearTimeout(looking);
  looking = setTimeout(look, millis);
};

const wait = () => {
  asked ||= performance.now();
  pane("wait");
  if (performance.now() - asked > 8000) {
    $("waiting").textContent = say("asking_long");
    tell(say("asking_long"));
  }
};

const show = (view) => {
  payment.dataset.state = view.state;
  if (view.state === "requires_authentication") return pane("ask");
  if (view.state === "processing") {
    wait();
    return lookIn(1000);
  }
  form.reset();
  const why = view.why && say(`declined_${view.why}`);
  $("headline").textContent = say(view.state);
  $("story").textContent = why ?? say(view.state + "_story");
  $("to-account").hidden = !why;
  $("good").toggleAttribute("hidden", view.state !== "approved");
  $("bad").toggleAttribute("hidden", view.state === "approved");
  document.title = say(view.state);
  tell("");
  pane("result");
  $("result").focus();
};

async function look() {
  try {
    const answer = await call(payment.dataset.view);
    if (answer.ok) return show(answer.body);
    if (answer.body.code === "begun_elsewhere") {
      pane("ask");
      return complain(say("begun_elsewhere"));
    }
  } catch {
    // No answer is not an outcome: ask again.
    if (!navigator.onLine && !$("wait").hidden) $("waiting").textContent = say("offline");
  }
  lookIn(2000);
}

const refused = (code) => {
  if (FURTHER.includes(code)) return look();
  pane("ask");
  complain(say(code) ?? say(code.startsWith("alias_") ? "proof_failed" : "otherwise"));
};

const send = async (given) => {
  asked = 0;
  wait();
  $("wait").focus();
  try {
    const answer = await call(payment.dataset.proofs, given);
    if (answer.ok) show(answer.body);
    else refused(answer.body.code);
  } catch {
    // No answer is not an outcome: ask what became of the payment.
    look();
  }
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  $("problem").hidden = true;
  const name = alias.value.trim();
  if (name) alias.removeAttribute("aria-invalid");
  else {
    alias.setAttribute("aria-invalid", "true");
    complain(say("username_missing"));
    return alias.focus();
  }
  busy = true;
  try {
    const asks = await call(payment.dataset.passkey, {});
    if (asks.ok) await send({ alias: name, passkey: await signed(asks.body) });
    else refused(asks.body.code);
  } catch (failed) {
    complain(say(failed.name === "NotAllowedError" ? "passkey_none" : "otherwise"));
  }
  busy = false;
});

if (!able) {
  form.hidden = true;
  complain(say("unable"));
}
if (payment.dataset.state === "processing") look();
if (payment.dataset.state === "requires_authentication")
  setTimeout(() => busy || look(), Math.max(0, ends - performance.now()) + 1000);
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  busy = false;
  look();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && payment.dataset.state === "requires_authentication" && !busy) look();
});
