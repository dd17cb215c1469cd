// Back from an identity service: hands what stands in the address to the vault, within the session whose cookie no other
// site's link brings along.
import { $, call, complain, say } from "./page.js";

const brought = new URLSearchParams(location.search);
history.replaceState(null, "", location.pathname);

const hand = async () => {
  const [state, code, iss] = ["state", "code", "iss"].map((name) => brought.get(name) ?? undefined);
  try {
    const answer = await call("/account/providers/finish", { state, code, iss });
    $("news").hidden = !answer.ok;
    if (answer.ok) $("news").textContent = say("linked");
    else complain(say(answer.body.code) ?? say("otherwise"));
  } catch {
    $("news").hidden = true;
    complain(say("otherwise"));
  }
};

hand();
