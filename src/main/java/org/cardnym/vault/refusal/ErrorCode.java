package org.cardnym.vault.refusal;

/** Every way the vault says no. The wire form is the lower-case name; it is stable for ever (RFC 9457 member {@code code}). */
public enum ErrorCode {
  // Anybody
  NOT_FOUND,
  MALFORMED,
  UNAUTHENTICATED,
  FORBIDDEN,
  WRONG_DOOR,
  TOO_LARGE,
  TOO_MANY_REQUESTS,
  UNAVAILABLE,
  INTERNAL,
  // Keys and rows
  SEALED,
  KEYS_STALE,
  KEY_CLOSED,
  ROW_REFUSED,
  AUDIT_BEHIND,
  // Merchants
  IDEMPOTENCY_KEY_MISSING,
  IDEMPOTENCY_KEY_MALFORMED,
  IDEMPOTENCY_KEY_REUSED,
  MERCHANT_SUSPENDED,
  RETURN_URL_REFUSED,
  AMOUNT_REFUSED,
  CURRENCY_UNKNOWN,
  // Names
  ALIAS_UNFIT,
  ALIAS_TOO_SHORT,
  ALIAS_TOO_LONG,
  ALIAS_CHARACTERS,
  ALIAS_MIXED_SCRIPTS,
  ALIAS_LIKE_CARD,
  ALIAS_LIKE_EMAIL,
  ALIAS_RESERVED,
  ALIAS_TAKEN,
  // Enrolment
  CONTACT_UNFIT,
  CODE_WRONG,
  PASSWORD_TOO_SHORT,
  PASSWORD_TOO_LONG,
  PASSWORD_CHARACTERS,
  PASSWORD_COMMON,
  PASSWORD_CONTEXT,
  STEP_OUT_OF_ORDER,
  SESSION_ENDED,
  PROOF_TOO_OLD,
  CARD_NOT_ADDED,
  LIMIT_UNFIT,
  // Payment page
  BEGUN_ELSEWHERE,
  PROOF_FAILED,
  PAYMENT_ENDED,
  PAYMENT_EXPIRED,
  // Administration
  EXISTS,
  CONFLICT,
  BANK_KEY_UNFIT,
  CERTIFICATE_UNFIT,
  ROUTE_AMBIGUOUS,
  ROUTE_UNFIT,
  ENDPOINT_UNFIT,
  ORIGIN_UNFIT;

  /** The stable code on the wire, for instance {@code alias_taken}. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
