// A payment in the list of the account page.
import { called, money, parts, time } from "./figures.js";
import { $, say } from "./page.js";

const UNHAPPY = ["declined", "failed", "expired", "canceled"];
const OPEN = ["processing", "requires_authentication"];

const fact = (name, value) => {
  const row = document.createElement("div");
  const [term, text] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = name;
  text.textContent = value;
  row.append(term, text);
  return row;
};

const cardOf = (payment, cards) => {
  if (!payment.card) return say("card_none");
  const card = cards.find((c) => c.id === payment.card);
  return card ? called(card) : say("card_gone");
};

const reason = (payment) => {
  if (payment.why) return say(`why_${payment.why}`);
  if (payment.state === "declined") return say("why_bank");
  return payment.state === "failed" ? say("why_unknown") : say(`why_${payment.state}`);
};

/** Methods that say more to a bank than to the payer have no word here. */
const proven = (methods) => methods.map((m) => say(m)).filter(Boolean).join(" + ") || methods.join(" + ");

const facts = (payment, cards) => {
  const rows = [
    ["shop", payment.merchantLegalName],
    ["order", payment.order],
    ["purpose", payment.description],
    ["card", cardOf(payment, cards)],
    ["begun", time(payment.createdAt)],
    ["ended", payment.endedAt && time(payment.endedAt)],
    ["proof", payment.proof && proven(payment.proof.methods)],
    ["refunded", payment.refunded && money(payment.refunded, payment.amount.currency)],
    ["reason", reason(payment)],
  ];
  const shown = rows.filter(([, value]) => value).map(([key, value]) => fact(say(key), value));
  const undone = say(`reversal_${payment.reversal}`);
  if (undone) shown.push(fact("", undone));
  return shown;
};

export const paymentItem = (payment, cards) => {
  const item = $("payment-shape").content.firstElementChild.cloneNode(true);
  item.dataset.payment = payment.id;
  item.classList.toggle("void", UNHAPPY.includes(payment.state));
  item.querySelector(".shop").textContent = payment.merchant;
  item.querySelector(".sum").textContent = money(payment.amount.value, payment.amount.currency);
  const begun = time(payment.createdAt);
  item.querySelector(".when").replaceChildren(...(payment.card ? parts(begun, cardOf(payment, cards)) : parts(begun)));
  const state = item.querySelector(".state");
  state.textContent = say(payment.state);
  state.classList.toggle("no", UNHAPPY.includes(payment.state));
  state.classList.toggle("open", OPEN.includes(payment.state));
  item.querySelector(".facts").replaceChildren(...facts(payment, cards));
  return item;
};
