package org.cardnym.bank.decision;

/** What a test card's verification leads to. */
enum VerificationManner {
  HOLDER_AGREES,
  DATA_ONLY,
  OWN_CODE,
  CODE_WRONG
}
