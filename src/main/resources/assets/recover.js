// The recovery page: a code by mail, the proofs that are left, and what takes the place of the lost one.
import { digits } from "./figures.js";
import { $, complain, say } from "./page.js";
import { ask, empty, label, saying } from "./prove.js";
import { showSetup } from "./setup.js";

const BASE = "recover/";
let recovery = null;
let next = null;

const chosen = (name) => document.querySelector(`input[name=${name}]:checked`).value;

const show = (step) => {
  $("problem").hidden = true;
  for (const part of document.querySelectorAll("[data-step]")) part.hidden = part.dataset.step !== step;
  const shown = document.querySelector(`[data-step="${step}"]`);
  (shown.querySelector("input:not([type=radio])") ?? shown.querySelector("h1")).focus();
  window.scrollTo(0, 0);
};

const same = () => {
  if ($("new-password").value === $("again").value) return true;
  complain(say("differ"));
  return false;
};

const further = () =>
  chosen("with") === "code" ? { code: digits($("pw-app-code").value) } : { recoveryCode: $("pw-recovery").value };

const forget = (...fields) => fields.forEach((field) => ($(field).value = ""));

const ACTIONS = {
  begin: async () => {
    const begun = await ask(BASE + "begin", { alias: $("alias").value.trim() });
    recovery = begun.recovery;
    for (const place of document.querySelectorAll("[data-number]")) place.textContent = begun.number;
    show(chosen("lost"));
  },
  password: async () => {
    if (!same()) return;
    const proofs = { recovery, contactCode: digits($("pw-mail-code").value), ...further() };
    await ask(BASE + "password", { ...proofs, password: $("new-password").value });
    forget("pw-mail-code", "pw-app-code", "pw-recovery", "new-password", "again");
    show("done");
  },
  app: async () => {
    const proofs = { recovery, contactCode: digits($("app-mail-code").value), recoveryCode: $("app-recovery").value };
    const setup = await ask(BASE + "app", { ...proofs, password: $("old-password").value });
    next = setup.next;
    forget("app-mail-code", "app-recovery", "old-password");
    showSetup(setup);
    show("confirm");
  },
  movedIn: async () => {
    await ask(BASE + "moved-in", { recovery, contactCode: digits($("moved-mail-code").value) });
    forget("moved-mail-code");
    location.assign("/enrol");
  },
  confirm: async () => {
    await ask(BASE + "app/confirm", { recovery, next, code: digits($("first-code").value) });
    next = null;
    $("qr").replaceChildren();
    $("otp-secret").textContent = "";
    show("done");
  },
};

for (const form of document.querySelectorAll("form[data-step]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    if (button.disabled) return;
    $("problem").hidden = true;
    const missing = empty(form);
    if (missing) {
      complain(say("missing", label(missing)));
      return missing.focus();
    }
    button.disabled = true;
    try {
      await ACTIONS[form.dataset.step]();
    } catch (refused) {
      complain(saying(refused));
    } finally {
      button.disabled = false;
    }
  });
}

for (const choice of document.querySelectorAll("input[name=with]"))
  choice.addEventListener("change", () => {
    const byApp = chosen("with") === "code";
    $("by-app").hidden = !byApp;
    $("by-recovery").hidden = byApp;
    $("pw-app-code").required = byApp;
    $("pw-recovery").required = !byApp;
  });
for (const button of document.querySelectorAll("[data-go]")) button.addEventListener("click", () => show(button.dataset.go));
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
$("pw-recovery").required = false;
$("alias").focus();
