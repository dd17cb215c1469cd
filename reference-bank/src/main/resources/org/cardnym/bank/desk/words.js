const KINDS = {
  'authorization': 'Authorization',
  'verification': 'Verification',
  'verification-code': 'Verification code',
  'reversal': 'Reversal',
  'refund': 'Refund',
  'holder-notice': 'Holder notice',
};

const DECISIONS = {
  'approved': ['Approved', 'good'],
  'declined': ['Declined', 'bad'],
  'acknowledged': ['Acknowledged', ''],
  'code_required': ['Code required', ''],
};

/** ISO 8583 data element 39, as far as this bank gives it. */
const RESPONSES = {
  '01': 'one-time code sent',
  '05': 'do not honour',
  '12': 'not possible in this state',
  '13': 'over the amount',
  '14': 'no such card',
  '25': 'no such original',
  '51': 'insufficient funds',
  '54': 'expired card',
  '75': 'too many or too late codes',
  '82': 'code wrong',
  '91': 'issuer unavailable',
};

const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

export const kindInWords = (kind) => own(KINDS, kind) ?? kind;

export const decisionInWords = (decision) => own(DECISIONS, decision) ?? [decision, ''];

/** The code, and what it means where the decision does not say it already. */
export function responseInWords(code) {
  const words = own(RESPONSES, code);
  return words ? `${code} ${words}` : code;
}

/** Minor units of ISO 4217 as an amount, "EUR 19.99". */
export function amountInWords(value, currency) {
  try {
    const form = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
    return form.format(value / 10 ** form.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${value} ${currency}`;
  }
}
