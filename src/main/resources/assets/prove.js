// What the pages of a signed-in payer share: asking the vault, and a fresh proof where an act wants one.
import { digits } from "./figures.js";
import { $, call, complain, say } from "./page.js";
import { able, signed } from "./passkey.js";

const BASE = "/account/";

export const quiet = () => {
  $("problem").hidden = true;
  $("news").hidden = true;
};

const tell = (text) => {
  $("news").textContent = text;
  $("news").hidden = false;
};

/** Posts, or asks where there is no body; throws with the vault's code where it refuses. */
export const ask = async (path, body) => {
  const answer = await call(BASE + path, body);
  if (!answer.ok) throw Object.assign(new Error("refused"), { code: answer.body.code });
  return answer.body;
};

export const saying = (refused) => {
  if (!refused.code) return say(navigator.onLine ? "otherwise" : "offline");
  if (refused.code.startsWith("alias_")) return say("alias_unfit");
  return say(refused.code) ?? say("otherwise");
};

/** Has a passkey sign for an act of the account: `sign-in`, or `prove`. What browsers refuse has a code too. */
export const touched = async (act) => {
  const asked = await ask(act + "/passkey", {});
  try {
    return { passkey: await signed(asked) };
  } catch {
    throw Object.assign(new Error("refused"), { code: "passkey_none" });
  }
};

/** What is said of a passkey that was refused. */
export const sayingTouched = (refused) => (refused.code === "proof_failed" ? say("passkey_failed") : saying(refused));

export const empty = (form) => [...form.querySelectorAll("input[required]")].find((field) => !field.value.trim());
export const label = (field) => document.querySelector(`label[for="${field.id}"]`).textContent;

/** Hands the reader a file. */
export const download = (name, text, type) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

/** Both proofs once more, in a dialog; true once they held, false if it was dismissed. */
const proven = (alias, signedOut) =>
  new Promise((settle) => {
    const dialog = $("prove");
    const form = $("prove-form");
    let held = false;
    form.reset();
    $("prove-alias").value = alias;
    $("prove-problem").hidden = true;
    const grumble = (text, field) => {
      $("prove-problem").textContent = text;
      $("prove-problem").hidden = false;
      field.focus();
    };
    const give = async (button, proofs, telling, field) => {
      if (button.disabled) return;
      button.disabled = true;
      try {
        await ask("prove", await proofs());
        held = true;
        dialog.close();
      } catch (refused) {
        if (refused.code === "session_ended") return signedOut();
        $("prove-code").value = "";
        grumble(telling(refused), field);
      } finally {
        button.disabled = false;
      }
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      const missing = empty(form);
      if (missing) return grumble(say("missing", label(missing)), missing);
      const proofs = async () => ({ password: $("prove-password").value, code: digits($("prove-code").value) });
      give(form.querySelector("[type=submit]"), proofs, saying, $("prove-code"));
    };
    const touch = $("prove-passkey");
    touch.hidden = !able;
    touch.onclick = () => give(touch, () => touched("prove"), sayingTouched, touch);
    dialog.onclose = () => {
      form.reset();
      settle(held);
    };
    dialog.showModal();
  });

/** Gives the function that does acts, each after a fresh proof where the vault wants one; true if it was done. */
export const proving = (alias, signedOut) => async (button, work, news) => {
  if (button.disabled) return false;
  quiet();
  button.disabled = true;
  try {
    for (;;) {
      try {
        await work();
        if (news) tell(say(news));
        return true;
      } catch (refused) {
        if (refused.code !== "proof_too_old") throw refused;
        if (!(await proven(alias(), signedOut))) return false;
      }
    }
  } catch (refused) {
    if (refused.code === "session_ended") signedOut();
    else complain(saying(refused));
    return false;
  } finally {
    button.disabled = false;
  }
};

for (const button of document.querySelectorAll("[data-dismiss]"))
  button.addEventListener("click", () => button.closest("dialog").close());
