// Signs one change with an approver's passkey, or makes that passkey.
import { $, call, complain, say } from "./page.js";
import { able, made, signed } from "./passkey.js";

const approval = $("approval");
const button = $("sign");

/** What people and browsers do, as against what the vault says. */
const FAILURES = { NotAllowedError: "none", AbortError: "none", InvalidStateError: "exists" };

/** A refusal in the page's words; one that they don't know is the change's own, by its code. */
const refused = ({ code }) => complain(say(code) ?? (code ? say("refused", code) : say("otherwise")));

const act = async () => {
  const asked = await call(approval.dataset.ask, {});
  if (!asked.ok) return refused(asked.body);
  const passkey = approval.dataset.new ? await made(asked.body) : await signed(asked.body);
  const answer = await call(approval.dataset.send, { passkey });
  if (!answer.ok) return refused(answer.body);
  $("headline").textContent = say(answer.body.state ?? "enrolled");
  $("ask").hidden = true;
  $("result").hidden = false;
  $("result").focus();
};

button.addEventListener("click", async () => {
  $("problem").hidden = true;
  button.disabled = true;
  try {
    await act();
  } catch (failed) {
    complain(say(FAILURES[failed.name] ?? "otherwise"));
  }
  button.disabled = false;
});

if (!able) {
  button.hidden = true;
  complain(say("unable"));
}
