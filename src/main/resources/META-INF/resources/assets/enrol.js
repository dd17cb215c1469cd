// The enrolment page: one step at a time; the server says which comes next.
const $ = (id) => document.getElementById(id);
const STEPS = ["contact", "alias", "password", "otp", "card"];
const BASE = "/enrol/";
let step = "contact";
let card = null;

const SAYINGS = {
  contact_unfit: "That is no address we can write to.",
  code_wrong: "That code is not right, or its time is over.",
  alias_too_short: "A username has at least 3 characters.",
  alias_too_long: "A username has at most 64 characters.",
  alias_characters: "Use letters and digits; spaces and signs don't work in a username.",
  alias_mixed_scripts: "Letters of these scripts can't be mixed: names could look alike.",
  alias_like_card: "That looks like a card number. A username must never be one.",
  alias_like_email: "That looks like an e-mail address. Choose something else.",
  alias_reserved: "That name is kept back. Choose another.",
  alias_unfit: "That can't be a username. Choose another.",
  alias_taken: "That name, or one that looks like it, is taken.",
  password_too_short: "At least 8 characters, please.",
  password_too_long: "That is longer than we can take.",
  password_characters: "Some of these characters can't be used in a password.",
  password_common: "Many people use that password; attackers try it first.",
  password_context: "Leave your name and address out of the password.",
  proof_failed: "That did not match. Check all three, and use a fresh code.",
  card_not_added: "This card could not be added. Check what you typed, or try another card.",
  limit_unfit: "Check the limits: a day's must be at least a payment's.",
  proof_too_old: "You signed in a while ago. Please sign in again.",
  session_ended: "This page was idle for too long. Please begin again.",
  too_many_requests: "Too many tries for now. Come back later.",
};

const complain = (text) => {
  $("problem").textContent = text;
  $("problem").hidden = false;
  $("problem").focus();
};

const show = (name) => {
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
    item.toggleAttribute("aria-current", i === at);
  });
  const field = document.querySelector(`[data-step="${name}"] input`);
  if (field) field.focus();
  if (name === "otp") beginOtp();
};

const post = async (path, body) => {
  const answer = await fetch(BASE + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(30000),
  });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (!answer.ok) throw Object.assign(new Error("refused"), { code: json.code });
  return json;
};

const look = async () => {
  const answer = await fetch(BASE + "view", { credentials: "same-origin", cache: "no-store" });
  const view = await answer.json();
  $("who").hidden = !view.alias;
  $("alias-shown").textContent = view.alias ?? "";
  show(view.step);
};

const beginOtp = async () => {
  try {
    const setup = await post("otp");
    const picture = new DOMParser().parseFromString(setup.qrSvg, "image/svg+xml").documentElement;
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", "QR code for your authenticator app");
    $("qr").replaceChildren(document.importNode(picture, true));
    $("otp-secret").textContent = setup.secret.replace(/(.{4})/g, "$1 ").trim();
    $("otp-link").href = setup.uri;
  } catch (refused) {
    complain(SAYINGS[refused.code] ?? "The code could not be made just now. Reload the page to try again.");
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
  $("done-story").textContent =
    answer.state === "active"
      ? "Type your username in a shop that takes Cardnym, and show here that it is you."
      : "Your bank has only compared the card's data, so small payments only until it asks you itself.";
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
    if ($("new-password").value !== $("again").value) return complain("The two are not the same.");
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
    if (!until) return complain("Type month and year as on the card, for instance 11/29.");
    if (!perPayment || !perDay) return complain("Type the limits as amounts, for instance 500.");
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
      complain("Please fill in: " + form.querySelector(`label[for="${empty.id}"]`).textContent + ".");
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
      complain(SAYINGS[refused.code] ?? "That did not work just now. Try again in a moment.");
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
look().catch(() => complain("The vault could not be reached. Reload the page to try again."));
