package org.cardnym.vault.passkey;

/** What is wrong with an answer; for tests and counters, never for whoever gave it. */
enum Flaw {
  MALFORMED,
  TYPE,
  CHALLENGE,
  ORIGIN,
  CROSS_ORIGIN,
  TOP_ORIGIN,
  RELYING_PARTY,
  NOT_PRESENT,
  NOT_VERIFIED,
  BACKUP,
  ALGORITHM,
  ATTESTATION,
  SIGNATURE,
  CREDENTIAL_ID,
  OTHER_USER,
  CLONED,
  SUSPECT
}
