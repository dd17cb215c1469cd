// The payment page: sends all proofs of a step together, waits for the bank, shows the outcome.
const payment = document.getElementById("payment");
const form = document.getElementById("proofs");
const password = document.getElementById("password");
const code = document.getElementById("code");
const button = document.getElementById("pay");
const problem = document.getElementById("problem");

const RESULTS = {
  approved: ["Paid", "Your bank approved the payment."],
  declined: ["Not paid", "The payment was declined. Nothing was taken from your card."],
  failed: ["Not paid", "Your bank could not be reached in time. Whatever it may have reserved is given back."],
  expired: ["Too late", "The time for this payment is over. Nothing was paid; begin again in the shop."],
  canceled: ["Canceled", "The shop canceled this payment. Nothing was paid."],
};

const pane = (name) => {
  for (const id of ["ask", "wait", "result"]) document.getElementById(id).hidden = id !== name;
  document.getElementById("leave").hidden = name !== "ask";
};

const complain = (text) => {
  problem.textContent = text;
  problem.hidden = false;
  problem.focus();
};

const show = (view) => {
  payment.dataset.state = view.state;
  if (view.state === "requires_authentication") return pane("ask");
  if (view.state === "processing") {
    pane("wait");
    return setTimeout(look, 1000);
  }
  const [headline, story] = RESULTS[view.state];
  document.getElementById("headline").textContent = headline;
  document.getElementById("story").textContent =
    view.state === "declined" && view.retry === "other_card" ? story + " Another card may work." : story;
  document.getElementById("good").toggleAttribute("hidden", view.state !== "approved");
  document.getElementById("bad").toggleAttribute("hidden", view.state === "approved");
  document.title = headline;
  pane("result");
  document.getElementById("result").focus();
};

const ask = async (address, body) => {
  const answer = await fetch(address, {
    method: body ? "POST" : "GET",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(20000),
  });
  return { ok: answer.ok, body: await answer.json() };
};

async function look() {
  try {
    const answer = await ask(payment.dataset.view);
    if (answer.ok) return show(answer.body);
  } catch {
    // The network may be away for a moment; the next look asks again.
  }
  setTimeout(look, 2000);
}

const SAYINGS = {
  proof_failed: "That did not match. Check password and code, and try again with a fresh code.",
  too_many_requests: "Too many tries from here. Wait a few minutes, then try again.",
  begun_elsewhere: "This payment was opened in another tab or browser. Go back to the shop and pay from there.",
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  problem.hidden = true;
  const digits = code.value.replace(/\s/g, "");
  password.setAttribute("aria-invalid", String(!password.value));
  code.setAttribute("aria-invalid", String(!/^\d{6}$/.test(digits)));
  if (!password.value) return complain("Enter your password.");
  if (!/^\d{6}$/.test(digits)) return complain("Enter the six digits from your authenticator app.");
  button.disabled = true;
  pane("wait");
  try {
    const answer = await ask(payment.dataset.proofs, { password: password.value, code: digits });
    if (answer.ok) {
      form.reset();
      return show(answer.body);
    }
    if (answer.body.code === "payment_ended" || answer.body.code === "payment_expired") return look();
    pane("ask");
    code.value = "";
    complain(SAYINGS[answer.body.code] ?? "That did not work just now. Nothing was paid; try again in a moment.");
  } catch {
    // No answer is not an outcome: ask what became of the payment.
    look();
  } finally {
    button.disabled = false;
  }
});

const ends = Date.parse(payment.dataset.expires);
const tick = () => {
  const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
  document.getElementById("left").textContent =
    Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
  if (payment.dataset.state !== "requires_authentication") return;
  if (left === 0) return look();
  setTimeout(tick, 1000);
};

if (payment.dataset.state === "processing") look();
tick();
window.addEventListener("pageshow", (event) => event.persisted && look());
