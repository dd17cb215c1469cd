// Figures, times and names as readers of a language write them.
import { language, masked } from "./page.js";

export const digits = (text) => text.normalize("NFKC").replace(/\s/g, "");

const places = (currency) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
export const money = (value, currency) =>
  new Intl.NumberFormat(language, { style: "currency", currency }).format(value / 10 ** places(currency));
export const typedAmount = (value, currency) => String(value / 10 ** places(currency));
export const time = (instant) =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));

/** Minor units of what was typed, or null. */
export const minor = (text, currency) => {
  const typed = text.normalize("NFKC").trim().replace(",", ".");
  if (!/^\d{1,9}(\.\d+)?$/.test(typed) || (typed.split(".")[1] ?? "").length > places(currency)) return null;
  return Math.round(Number(typed) * 10 ** places(currency)) || null;
};

export const called = (card) => card.nickname ?? masked(card);

/** Texts side by side, that a line breaks between rather than within. */
export const parts = (...texts) =>
  texts.flatMap((text, i) => {
    const part = document.createElement("span");
    part.className = "part";
    part.textContent = text;
    return i ? [" · ", part] : [part];
  });
