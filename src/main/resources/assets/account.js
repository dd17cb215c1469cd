// The account page: what a payer sees and sets by themself. What loosens something asks for a fresh proof first.
import { called, digits, minor, money, parts, time, typedAmount } from "./figures.js";
import { paymentItem } from "./history.js";
import { $, complain, masked, say } from "./page.js";
import { able } from "./passkey.js";
import { ask, download, label, proving, quiet, saying, sayingTouched, touched } from "./prove.js";

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "CNY", "JPY"];
let view = { cards: [] };
let next = null;
let open = null;

const pane = (name) => {
  for (const id of ["signin", "home", "closed"]) $(id).hidden = id !== name;
  window.scrollTo(0, 0);
};

const signedOut = (text) => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  $("payments").replaceChildren();
  $("cards").replaceChildren();
  pane("signin");
  if (text) complain(text);
  else $("in-alias").focus();
};

const act = proving(
  () => view.alias,
  () => signedOut(say("session_ended")),
);

/** Has the vault change something, and says so once the page shows it. */
const save = (button, path, body, news) =>
  act(
    button,
    async () => {
      await ask(path, body);
      await refresh();
    },
    news,
  );

const badge = (text, kind) => {
  const mark = document.createElement("span");
  mark.className = kind ? "badge " + kind : "badge";
  mark.textContent = text;
  return mark;
};

const badges = (card) => {
  const marks = [];
  if (card.pays && !view.frozen) marks.push(badge(say("pays")));
  if (card.frozen) marks.push(badge(say("frozen"), "wait"));
  if (card.state !== "active") marks.push(badge(say(card.state), "wait"));
  return marks;
};

/** Ties labels and hints to their fields, which have no identifiers in the shape. */
const tie = (item, id) => {
  item.querySelectorAll(".field").forEach((field, i) => {
    const input = field.querySelector("input, select");
    input.id = `${id}-${i}`;
    field.querySelector("label").htmlFor = input.id;
    const hint = field.querySelector(".hint");
    if (hint) {
      hint.id = input.id + "-hint";
      input.setAttribute("aria-describedby", hint.id);
    }
  });
};

const naming = (form, card) => {
  const field = form.querySelector(".nickname");
  field.value = card.nickname ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(card, form.querySelector("button"), "nickname", { nickname: field.value }, "saved_name");
  });
};

const limiting = (form, card) => {
  const currency = form.querySelector(".currency");
  const [perPayment, perDay] = [form.querySelector(".per-payment"), form.querySelector(".per-day")];
  const own = card.limits.map((limit) => limit.currency);
  for (const code of [...new Set([...own, ...CURRENCIES])]) currency.add(new Option(code));
  const fill = () => {
    const limit = card.limits.find((l) => l.currency === currency.value);
    perPayment.value = limit ? typedAmount(limit.perPayment, limit.currency) : "";
    perDay.value = limit ? typedAmount(limit.perDay, limit.currency) : "";
  };
  currency.addEventListener("change", fill);
  fill();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    quiet();
    const limit = { currency: currency.value };
    for (const [name, field] of [["perPayment", perPayment], ["perDay", perDay]]) {
      limit[name] = minor(field.value, limit.currency);
      field.toggleAttribute("aria-invalid", false);
      if (limit[name] === null) {
        field.setAttribute("aria-invalid", "true");
        complain(say("amount_unfit"));
        return field.focus();
      }
    }
    change(card, form.querySelector("button"), "limit", limit, "saved_limits");
  });
};

const sure = (card) =>
  new Promise((settle) => {
    const dialog = $("sure");
    dialog.returnValue = "no";
    $("sure-title").textContent = say("remove_sure", called(card));
    dialog.onclose = () => settle(dialog.returnValue === "yes");
    dialog.showModal();
  });

const acting = (item, card) => {
  const [prefer, freeze, remove] = item.querySelectorAll("[data-act]");
  prefer.hidden = card.pays || card.state === "waiting";
  prefer.addEventListener("click", () => change(card, prefer, "default", {}, "saved_default"));
  freeze.textContent = say(card.frozen ? "unfreeze" : "freeze") ?? freeze.textContent;
  freeze.addEventListener("click", () =>
    change(card, freeze, card.frozen ? "unfreeze" : "freeze", {}, card.frozen ? "saved_unfrozen" : "saved_frozen"));
  remove.addEventListener("click", async () => {
    if (await sure(card)) change(card, remove, "remove", {}, "saved_removed");
  });
};

const change = async (card, button, path, body, news) => {
  if (!(await save(button, `cards/${card.id}/${path}`, body, news))) return;
  const shown = document.querySelector(`[data-card="${card.id}"] summary`);
  (shown ?? $("cards-title")).focus({ preventScroll: true });
};

const allowed = (limit) => {
  const line = document.createElement("span");
  const [payment, day] = [money(limit.perPayment, limit.currency), money(limit.perDay, limit.currency)];
  line.append(...parts(say("limit_line", payment), say("limit_day", day)));
  return line;
};

const cardItem = (card) => {
  const item = $("card-shape").content.firstElementChild.cloneNode(true);
  item.dataset.card = card.id;
  item.classList.toggle("frozen", card.frozen || view.frozen);
  item.querySelector(".call").textContent = called(card);
  const until = say("until", card.expiry.slice(5) + "/" + card.expiry.slice(2, 4));
  item.querySelector(".number").replaceChildren(...(card.nickname ? parts(masked(card), until) : parts(until)));
  item.querySelector(".badges").replaceChildren(...badges(card));
  item.querySelector(".allowed").replaceChildren(...card.limits.map(allowed));
  item.querySelector("summary").setAttribute("aria-label", say("manage_card", called(card)));
  tie(item, card.id);
  naming(item.querySelector(".naming"), card);
  limiting(item.querySelector(".limiting"), card);
  acting(item, card);
  const details = item.querySelector("details");
  details.open = card.id === open;
  details.addEventListener("toggle", () => {
    if (details.open) open = card.id;
    else if (open === card.id) open = null;
  });
  return item;
};

const show = () => {
  $("alias").textContent = view.alias;
  $("stopped").hidden = !view.frozen;
  $("recovered").hidden = !view.loosensFrom;
  if (view.loosensFrom) $("recovered-story").textContent = say("recovered_story", time(view.loosensFrom));
  $("freezing").hidden = view.frozen || view.cards.length === 0;
  $("no-cards").hidden = view.cards.length > 0;
  $("cards").replaceChildren(...view.cards.map(cardItem));
};

const history = async () => {
  const page = await ask("payments" + (next ? "?cursor=" + next : ""));
  next = page.next ?? null;
  $("payments").append(...page.items.map((payment) => paymentItem(payment, view.cards)));
  $("no-payments").hidden = $("payments").childElementCount > 0;
  $("more").hidden = next === null;
  return page.items.length;
};

const refresh = async () => {
  view = await ask("view");
  show();
};

const enter = async () => {
  quiet();
  try {
    await refresh();
    next = null;
    $("payments").replaceChildren();
    await history();
    pane("home");
    return true;
  } catch (refused) {
    if (refused.code === "session_ended") signedOut();
    else complain(saying(refused));
    return false;
  }
};

/** Signs in with what the form asks for, or with a passkey for the name in it. */
const signIn = async (button, fields, proofs, telling) => {
  if (button.disabled) return;
  quiet();
  const missing = fields.find((field) => !field.value.trim());
  if (missing) {
    complain(say("missing", label(missing)));
    return missing.focus();
  }
  button.disabled = true;
  try {
    await ask("sign-in", { alias: $("in-alias").value.trim(), proofs: await proofs() });
    $("signin-form").reset();
    if (await enter()) $("cards-title").focus({ preventScroll: true });
  } catch (refused) {
    $("in-code").value = "";
    complain(telling(refused));
  } finally {
    button.disabled = false;
  }
};

$("signin-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = [...event.target.querySelectorAll("input[required]")];
  const proofs = async () => ({ password: $("in-password").value, code: digits($("in-code").value) });
  signIn(event.target.querySelector("[type=submit]"), fields, proofs, saying);
});

$("in-passkey").hidden = !able;
$("in-passkey").addEventListener("click", (event) =>
  signIn(event.target, [$("in-alias")], () => touched("sign-in"), sayingTouched));

$("sign-out").addEventListener("click", async () => {
  quiet();
  try {
    await ask("sign-out", {});
  } catch (refused) {
    if (refused.code !== "session_ended") return complain(saying(refused));
  }
  signedOut();
});

$("freeze-all").addEventListener("click", async (event) => {
  if (await save(event.target, "freeze", {}, "saved_frozen_all")) $("unfreeze-all").focus();
});

$("unfreeze-all").addEventListener("click", async (event) => {
  if (await save(event.target, "unfreeze", {}, "saved_unfrozen_all")) $("freeze-all").focus({ preventScroll: true });
});

$("more").addEventListener("click", async (event) => {
  const before = $("payments").childElementCount;
  if (await act(event.target, history)) $("payments").children[before]?.querySelector("summary").focus();
});

$("export").addEventListener("click", (event) =>
  act(
    event.target,
    async () => {
      const text = JSON.stringify(await ask("export", {}), null, 2);
      download("cardnym-account.json", text, "application/json");
    },
    "saved_export",
  ),
);

$("close-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = $("close-alias").value.trim();
  if (!typed) {
    complain(say("missing", label($("close-alias"))));
    return $("close-alias").focus();
  }
  const closed = await act(event.target.querySelector("button"), () => ask("close", { alias: typed }));
  if (closed) {
    event.target.reset();
    pane("closed");
    $("closed").focus();
  }
});

window.addEventListener("pageshow", (event) => event.persisted && location.reload());

if ($("account").dataset.signedIn === "true") enter();
else $("in-alias").focus();
