// The mobile number of the security page: what there is, adding, removing.
import { digits, time } from "./figures.js";
import { $, complain, say } from "./page.js";
import { ask, empty, label, proving, quiet, saying } from "./prove.js";

const BASE = "security/mobile";
const act = proving(() => $("alias").textContent, () => location.assign("/account"));

/** Either a number is asked for, or the code that was sent to it. */
const step = (sent) => {
  $("mobile-form").hidden = sent;
  $("mobile-code-form").hidden = !sent;
  $("mobile-code").value = "";
};

const refresh = async () => {
  const { end, confirmedAt } = await ask(BASE);
  const shown = $("mobile-shown");
  shown.hidden = !end;
  if (end) {
    shown.querySelector(".call").textContent = say("mobile_ending", end);
    shown.querySelector(".when").textContent = say("mobile_added", time(confirmedAt));
  }
  $("no-mobile").hidden = Boolean(end);
  $("mobile-remove").hidden = !end;
  $("mobile-label").textContent = say(end ? "mobile_another" : "mobile_number");
  step(false);
};

const whole = (form) => {
  quiet();
  const missing = empty(form);
  if (missing) {
    complain(say("missing", label(missing)));
    missing.focus();
  }
  return !missing;
};

$("mobile-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (!whole(form)) return;
  const done = await act(form.querySelector("button"), async () => {
    const { number } = await ask(BASE + "/begin", { number: $("mobile").value });
    $("mobile-sent").textContent = say("mobile_sent", number);
  });
  if (!done) return;
  step(true);
  $("mobile-code").focus();
});

$("mobile-code-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (!whole(form)) return;
  const done = await act(
    form.querySelector("[type=submit]"),
    async () => {
      await ask(BASE + "/confirm", { code: digits($("mobile-code").value) });
      await refresh();
    },
    "saved_mobile",
  );
  $("mobile-code").value = "";
  if (!done) return;
  $("mobile-form").reset();
  $("mobile-title").focus({ preventScroll: true });
});

$("mobile-cancel").addEventListener("click", () => {
  step(false);
  $("mobile").focus();
});

$("mobile-remove").addEventListener("click", async (event) => {
  const done = await act(
    event.target,
    async () => {
      await ask(BASE + "/remove", {});
      await refresh();
    },
    "saved_mobile_removed",
  );
  if (done) $("mobile-title").focus({ preventScroll: true });
});

try {
  await refresh();
} catch (refused) {
  if (refused.code !== "session_ended") complain(saying(refused));
}
