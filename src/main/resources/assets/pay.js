// The payment page: sends all proofs of a step together, lets the payer choose the card where that was asked for, waits
// for the bank, shows the outcome.
import { $, call, complain, masked, say } from "./page.js";
import { able, signed, suggests } from "./passkey.js";

/** The payment is further than this page knew: look. */
const FURTHER = ["payment_proven", "payment_ended", "payment_expired"];
/** What the way back from an identity service can tell, in the address's fragment. */
const TOLD = ["provider_failed", "too_many_requests", "otherwise"];
const ANNOUNCED = [600, 300, 120, 60];
/** Sooner than a passkey's challenge is too old. */
const RENEW = 240000;
/** How often a page looks that may be paid in another browser. */
const WATCH = 4000;
const payment = $("payment");
const form = $("proofs");
const password = $("password");
const code = $("code");
const choice = $("choose");
let ends = performance.now() + 1000 * Number(payment.dataset.left);
let asked = 0;
let looking = 0;
let busy = false;
let offered = "";
let suggestion = null;
let suggesting = true;

/** For readers who hear the page; each word once. */
const tell = (text) => {
  if ($("news").textContent !== text) $("news").textContent = text;
};

const pane = (name) => {
  for (const id of ["ask", "wait", "result"]) $(id).hidden = id !== name;
  $("leave").hidden = name !== "ask";
  if (name !== "ask") unsuggest();
};

/** The first pane asks for the proofs, and after them, where it was wanted, for the card. */
const ask = (choosing) => {
  for (const part of [$("prove"), form]) part.hidden = choosing;
  choice.hidden = !choosing;
  pane("ask");
  if (choosing) unsuggest();
  else suggest();
};

/** What is typed is not enough for this payment: only what signs it is offered from now on. */
const signedOnly = () => {
  for (const id of ["typed", "pay", "ways-title"]) $(id)?.toggleAttribute("hidden", true);
  $("signed-only").hidden = false;
  $("pay-passkey").classList.remove("quiet");
  suggesting = false;
  unsuggest();
};

/**
 * A small payment in the payer's own browser may do without the app's code, until a try has failed; whoever had a code
 * sent types it.
 */
const optional = () => "optional" in payment.dataset && code.name === "code" && !$("choose-card").checked;

const markCode = () => {
  code.required = !optional();
  $("optional").hidden = !optional();
  if (code.name === "code") $("codehint").textContent = say(optional() ? "code_optional" : "code_hint");
};

const cardItem = (card, chosen) => {
  const item = $("card").content.firstElementChild.cloneNode(true);
  const radio = item.querySelector("input");
  radio.value = card.id;
  radio.checked = card === chosen;
  item.querySelector(".call").textContent = card.nickname ?? masked(card);
  item.querySelector(".number").textContent = card.nickname ? masked(card) : "";
  return item;
};

/** Shows the cards; who looks again finds their choice as it was. */
const offer = (cards) => {
  const seen = !choice.hidden && !$("ask").hidden && offered === JSON.stringify(cards);
  ask(true);
  if (seen) return;
  offered = JSON.stringify(cards);
  form.reset();
  tell("");
  const before = choice.querySelector(":checked")?.value;
  const chosen = cards.find((card) => card.id === before) ?? cards.find((card) => card.preferred);
  $("cards").replaceChildren(...cards.map((card) => cardItem(card, chosen)));
  $("pay-card").hidden = cards.length === 0;
  if (cards.length === 0) complain(say("declined_no_card"));
  else choice.focus();
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
  ends = performance.now() + 1000 * view.secondsLeft;
  if (view.state === "requires_authentication") return view.cards ? offer(view.cards) : ask(false);
  if (view.state === "processing") {
    wait();
    return lookIn(1000);
  }
  form.reset();
  const story = view.state === "declined" && view.retry === "other_card" ? "declined_other_card" : view.state + "_story";
  const why = view.why && say(`declined_${view.why}`);
  $("headline").textContent = say(view.state);
  $("story").textContent = why ?? say(story);
  $("to-account").hidden = !why || view.why === "proof_failed";
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

/** The field that is missing or unfit, told to whoever sees or hears it; null if none is. */
const unfit = (digits) => {
  const whole = digits.length === Number(code.dataset.digits ?? 6) && /^\d+$/.test(digits);
  const fits = whole || (optional() && !digits);
  const wrong = !password.value ? password : fits ? null : code;
  for (const field of [password, code]) {
    if (field === wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  return wrong;
};

/** Posts one step and waits for what comes of it. */
const send = async (address, body, refused, words = {}) => {
  $("problem").hidden = true;
  busy = true;
  asked = 0;
  wait();
  $("wait").focus();
  try {
    const answer = await call(address, body);
    if (answer.ok) show(answer.body);
    else if (FURTHER.includes(answer.body.code)) look();
    else {
      tell("");
      await refused(answer.body.code);
      if (answer.body.code === "proof_failed") {
        delete payment.dataset.optional;
        markCode();
      }
      if (answer.body.code === "signed_proof_needed") {
        ask(false);
        signedOnly();
        return $("signed-only").focus();
      }
      complain(words[answer.body.code] ?? say(answer.body.code) ?? say("otherwise"));
    }
  } catch {
    // No answer is not an outcome: ask what became of the payment.
    look();
  } finally {
    busy = false;
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (busy) return;
  $("problem").hidden = true;
  const digits = code.value.normalize("NFKC").replace(/\s/g, "");
  const wrong = unfit(digits);
  if (wrong) {
    complain(say(wrong === password ? "password_missing" : (code.dataset.missing ?? "code_missing")));
    return wrong.focus();
  }
  const alone = optional() && !digits;
  const given = { password: password.value, ...(alone ? {} : { [code.name]: digits }) };
  const refused = () => {
    ask(false);
    code.value = "";
  };
  send(payment.dataset.proofs, proofs(given), refused, alone ? { proof_failed: say("proof_failed_alone") } : {});
});

const proofs = (given) => ($("choose-card").checked ? { ...given, chooseCard: true } : given);

$("choose-card").addEventListener("change", markCode);
code.addEventListener("renamed", markCode);

/** Asks the vault what this payment's passkey is to sign, and has it signed. */
const passkey = async (how) => {
  const asked = await call(payment.dataset.passkey, {});
  if (!asked.ok) throw Object.assign(new Error("refused"), { code: asked.body.code });
  return signed(asked.body, how);
};

/** One that did not hold is not suggested again, so that no browser gives it over and over. */
const payWith = (given) =>
  send(
    payment.dataset.proofs,
    proofs({ passkey: given }),
    () => {
      suggesting = false;
      ask(false);
    },
    { proof_failed: say("passkey_failed") },
  );

/** Offers passkeys among the suggestions of the password's field, until anything else is done. */
const suggest = async () => {
  if (suggestion || !suggesting) return;
  const stop = new AbortController();
  const mine = { stop, renewal: 0, over: null };
  suggestion = mine;
  if (!(await suggests()) || suggestion !== mine) return;
  mine.over = passkey({ mediation: "conditional", signal: stop.signal }).catch(() => null);
  mine.renewal = setTimeout(() => unsuggest().then(suggest), RENEW);
  const given = await mine.over;
  clearTimeout(mine.renewal);
  if (given && suggestion === mine && !busy) payWith(given);
};

const unsuggest = async () => {
  const mine = suggestion;
  suggestion = null;
  if (!mine) return;
  clearTimeout(mine.renewal);
  mine.stop.abort();
  await mine.over;
};

$("pay-passkey").hidden = !able;
$("pay-passkey").addEventListener("click", async () => {
  if (busy) return;
  busy = true;
  $("problem").hidden = true;
  await unsuggest();
  let given = null;
  try {
    given = await passkey();
  } catch (failed) {
    if (FURTHER.includes(failed.code)) look();
    else complain(say(failed.code) ?? say(failed.name === "NotAllowedError" ? "passkey_none" : "otherwise"));
  }
  busy = false;
  if (given) payWith(given);
  else if (!$("ask").hidden) suggest();
});

choice.addEventListener("submit", (event) => {
  event.preventDefault();
  if (busy) return;
  // Whatever can't pay any more is not offered again.
  send(payment.dataset.card, { card: choice.querySelector(":checked").value }, look);
});

/** Leaves for an identity service; what it says comes back to the vault, not to this script. */
const leave = async (name) => {
  if (busy) return;
  $("problem").hidden = true;
  busy = true;
  try {
    const answer = await call(payment.dataset.provider + name, { chooseCard: $("choose-card").checked });
    if (answer.ok) return location.assign(answer.body.location);
    if (FURTHER.includes(answer.body.code)) look();
    else complain(say(answer.body.code) ?? say("provider_away"));
  } catch {
    complain(say("provider_away"));
  }
  busy = false;
};

for (const button of form.querySelectorAll("[data-name]"))
  button.addEventListener("click", () => leave(button.dataset.name));

$("reveal").addEventListener("click", () => {
  const hide = password.type === "text";
  password.type = hide ? "password" : "text";
  $("reveal").textContent = say(hide ? "show" : "hide");
  $("reveal").setAttribute("aria-label", say(hide ? "show_password" : "hide_password"));
});

const tick = () => {
  const left = Math.max(0, Math.round((ends - performance.now()) / 1000));
  $("left").textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
  if (payment.dataset.state !== "requires_authentication") return;
  if (left === 0) return look();
  if (ANNOUNCED.includes(left)) tell(left === 60 ? say("last_minute") : say("minutes_left", left / 60));
  setTimeout(tick, 1000);
};

/** What is paid in another browser shows here as well. */
const watch = async () => {
  if (payment.dataset.state !== "requires_authentication") return;
  if (!busy && !document.hidden) {
    const answer = await call(payment.dataset.view).catch(() => ({}));
    const moved = answer.ok && answer.body.state !== "requires_authentication";
    if (moved && !busy && payment.dataset.state === "requires_authentication") show(answer.body);
  }
  setTimeout(watch, WATCH);
};

if ("elsewhere" in payment.dataset) setTimeout(watch, WATCH);
if ("signed" in payment.dataset) signedOnly();
if (payment.dataset.state === "processing" || "choosing" in payment.dataset) look();
else if (payment.dataset.state === "requires_authentication") suggest();
tick();
const told = location.hash.slice(1);
if (told) history.replaceState(null, "", location.pathname);
if (TOLD.includes(told) && payment.dataset.state === "requires_authentication") complain(say(told));
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  busy = false;
  look();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && payment.dataset.state === "requires_authentication" && !busy) look();
});
