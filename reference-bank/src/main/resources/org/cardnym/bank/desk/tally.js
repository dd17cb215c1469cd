import { amountInWords } from './words.js';

const place = (id) => document.getElementById(id);

/** Counts the payments among the receipts; sums are over all kinds, so refunds and reversals count against. */
export function tally(receipts) {
  const payments = receipts.filter((each) => each.kind === 'authorization');
  place('approved').textContent = payments.filter((each) => each.decision === 'approved').length;
  place('declined').textContent = payments.filter((each) => each.decision === 'declined').length;
  place('reversed').textContent = payments.filter((each) => each.reversed).length;
  const sums = new Map();
  for (const { amount, balanceEffect } of receipts) {
    if (amount && balanceEffect) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) - balanceEffect);
  }
  const words = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, sum]) => amountInWords(sum, currency));
  place('sums').textContent = words.join(' · ') || '–';
}
