// The passkeys of the security page: what there is, adding, naming, removing.
import { time } from "./figures.js";
import { $, complain, say } from "./page.js";
import { able, made } from "./passkey.js";
import { ask, proving, saying } from "./prove.js";

const BASE = "security/passkeys";
/** What browsers call it when nobody touches anything, and when this device has one already. */
const FAILURES = { NotAllowedError: "passkey_canceled", AbortError: "passkey_canceled", InvalidStateError: "passkey_known" };
const act = proving(() => $("alias").textContent, () => location.assign("/account"));
let open = null;

const item = (passkey, i) => {
  const shown = $("passkey-shape").content.firstElementChild.cloneNode(true);
  const [name, form] = [passkey.name ?? say("passkey"), shown.querySelector("form")];
  const [field, details] = [form.querySelector("input"), shown.querySelector("details")];
  const used = passkey.usedAt ? say("passkey_used", time(passkey.usedAt)) : say("passkey_unused");
  shown.querySelector(".call").textContent = name;
  shown.querySelector(".when").textContent = `${say("passkey_added", time(passkey.addedAt))} ${used}`;
  shown.querySelector(".synced").hidden = !passkey.synced;
  shown.querySelector(".suspect").hidden = !passkey.suspect;
  shown.querySelector("summary").setAttribute("aria-label", say("passkey_manage", name));
  field.id = `passkey-name-${i}`;
  field.value = passkey.name ?? "";
  form.querySelector("label").htmlFor = field.id;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(form.querySelector("button"), `/${passkey.id}/name`, { name: field.value }, "saved_passkey_name");
  });
  shown.querySelector(".remove").addEventListener("click", (event) =>
    save(event.target, `/${passkey.id}/remove`, {}, "saved_passkey_removed"));
  details.open = passkey.id === open;
  details.addEventListener("toggle", () => {
    if (details.open) open = passkey.id;
    else if (open === passkey.id) open = null;
  });
  return shown;
};

const refresh = async () => {
  const { items } = await ask(BASE);
  $("passkeys").replaceChildren(...items.map(item));
  $("no-passkeys").hidden = items.length > 0;
};

const save = async (button, path, body, news) => {
  const done = await act(
    button,
    async () => {
      await ask(BASE + path, body);
      await refresh();
    },
    news,
  );
  if (done) $("passkeys-title").focus({ preventScroll: true });
};

/** Has the device make one; what it says is told in the page's words. */
const make = async (asked) => {
  try {
    return await made(asked);
  } catch (failed) {
    throw Object.assign(new Error("refused"), { code: FAILURES[failed.name] ?? "passkey_refused" });
  }
};

$("passkey-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const done = await act(
    form.querySelector("button"),
    async () => {
      const passkey = await make(await ask(BASE + "/begin", {}));
      await ask(BASE + "/add", { passkey, name: $("passkey-name").value });
      await refresh();
    },
    "saved_passkey",
  );
  if (!done) return;
  form.reset();
  $("passkeys-title").focus({ preventScroll: true });
});

$("passkey-form").hidden = !able;
$("passkeys-unable").hidden = able;
try {
  await refresh();
} catch (refused) {
  if (refused.code !== "session_ended") complain(saying(refused));
}
