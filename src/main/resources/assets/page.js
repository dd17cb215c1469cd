// What the scripts of all pages share. Their words stand in the page itself, in the reader's language.
export const $ = (id) => document.getElementById(id);

const words = new Map([...$("words").content.querySelectorAll("[data-word]")].map((w) => [w.dataset.word, w.textContent]));

/** The page's words for a key, or undefined; $1 in them becomes the value. */
export const say = (key, value) => words.get(key)?.replace("$1", () => value);

/** What went wrong, said once and read out: the reader is taken there. */
export const complain = (text) => {
  const problem = $("problem");
  problem.textContent = text;
  problem.hidden = false;
  problem.focus();
};

/** Asks the vault; throws where there was no answer. */
export const call = async (address, body, patience = 20000) => {
  const answer = await fetch(address, {
    method: body === undefined ? "GET" : "POST",
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
  const text = await answer.text();
  return { ok: answer.ok, body: text ? JSON.parse(text) : {} };
};

/** For amounts and times (ECMA-402). */
export const language = document.documentElement.lang;

const BRANDS = {
  visa: "Visa", mastercard: "Mastercard", american_express: "American Express", discover: "Discover",
  diners_club: "Diners Club", jcb: "JCB", unionpay: "UnionPay",
};

/** A card by its brand and the end of its number. */
export const masked = (card) => `${BRANDS[card.brand] ?? say("card")} ····\u00a0${card.lastFour}`;
