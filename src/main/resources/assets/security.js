// The security page: what a payer proves with, and the browsers that are theirs.
import { digits, time } from "./figures.js";
import { $, complain, say } from "./page.js";
import { ask, download, empty, label, proving, quiet, saying } from "./prove.js";
import { showSetup } from "./setup.js";

const BASE = "security/";
let view = { alias: "", browsers: [] };

const leave = () => location.assign("/account");
const act = proving(() => view.alias, leave);

const browserItem = (browser) => {
  const item = $("browser-shape").content.firstElementChild.cloneNode(true);
  item.querySelector(".badge").hidden = !browser.here;
  item.querySelector(".first").textContent = say("first_paid", time(browser.firstPaidAt));
  item.querySelector(".last").textContent = say("last_paid", time(browser.lastPaidAt));
  const button = item.querySelector("button");
  button.setAttribute("aria-label", say("forget_that", time(browser.lastPaidAt)));
  button.addEventListener("click", async () => {
    if (await save(button, `browsers/${browser.id}/forget`, "saved_forgotten")) $("browsers-title").focus();
  });
  return item;
};

const show = () => {
  $("alias").textContent = view.alias;
  $("password-alias").value = view.alias;
  $("password-since").textContent = say("since", time(view.passwordSetAt));
  $("app-since").textContent = say("app_since", time(view.appSetAt));
  const codes = view.recoveryCodes;
  $("codes-left").textContent = codes ? say("codes_left", codes.left) : say("codes_none");
  $("codes-make").textContent = codes ? say("codes_new") : say("codes_first");
  $("codes-hint").hidden = !codes;
  $("browsers").replaceChildren(...view.browsers.map(browserItem));
  $("no-browsers").hidden = view.browsers.length > 0;
  $("forget-all").hidden = view.browsers.length < 2;
};

const refresh = async () => {
  view = await ask(BASE + "view");
  show();
};

/** Has the vault change something, and says so once the page shows it. */
const save = (button, path, news, body = {}) =>
  act(
    button,
    async () => {
      await ask(BASE + path, body);
      await refresh();
    },
    news,
  );

/** What is missing in a form is said, and its first field is where to go on. */
const whole = (form) => {
  quiet();
  const missing = empty(form);
  if (missing) {
    complain(say("missing", label(missing)));
    missing.focus();
  }
  return !missing;
};

$("password-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (!whole(form)) return;
  if ($("new-password").value !== $("again").value) {
    complain(say("differ"));
    return $("again").focus();
  }
  const done = await save(form.querySelector("[type=submit]"), "password", "saved_password", { password: $("new-password").value });
  if (!done) return;
  form.reset();
  $("password-change").open = false;
  $("password-title").focus();
});

$("app-begin").addEventListener("click", (event) =>
  act(event.target, async () => {
    showSetup(await ask(BASE + "app", {}));
    $("app-form").hidden = false;
    event.target.hidden = true;
    $("app-code").focus({ preventScroll: true });
  }),
);

$("app-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (!whole(form)) return;
  const code = digits($("app-code").value);
  const done = await save(form.querySelector("[type=submit]"), "app/confirm", "saved_app", { code });
  $("app-code").value = "";
  if (!done) return;
  form.hidden = true;
  $("qr").replaceChildren();
  $("otp-secret").textContent = "";
  $("app-begin").hidden = false;
  $("app-title").focus();
});

const codeItem = (text) => {
  const [item, code] = [document.createElement("li"), document.createElement("code")];
  code.textContent = text;
  item.append(code);
  return item;
};

$("codes-make").addEventListener("click", async (event) => {
  const made = await act(
    event.target,
    async () => {
      const { codes } = await ask(BASE + "recovery-codes", {});
      $("codes").replaceChildren(...codes.map(codeItem));
      await refresh();
    },
    "saved_codes",
  );
  if (!made) return;
  $("codes-made").hidden = false;
  $("codes-make").hidden = true;
  $("codes-title").focus();
});

$("codes-save").addEventListener("click", () => {
  const text = [...$("codes").children].map((item) => item.textContent + "\n").join("");
  download("cardnym-recovery-codes.txt", text, "text/plain");
});

$("codes-kept").addEventListener("click", () => {
  $("codes").replaceChildren();
  $("codes-made").hidden = true;
  $("codes-make").hidden = false;
  $("codes-make").focus();
});

$("forget-all").addEventListener("click", async (event) => {
  if (await save(event.target, "browsers/forget", "saved_forgotten_all")) $("browsers-title").focus();
});

$("sign-out-elsewhere").addEventListener("click", (event) => save(event.target, "sign-out-elsewhere", "saved_elsewhere"));

window.addEventListener("pageshow", (event) => event.persisted && location.reload());

try {
  await refresh();
  $("home").hidden = false;
} catch (refused) {
  if (refused.code === "session_ended") leave();
  else complain(saying(refused));
}
