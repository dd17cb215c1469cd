package org.cardnym.vault.audit;

/** What the trail needs of the keys' room beside a signature: a keyed MAC of its own. */
public interface AuditSeal {
  /** True once the keys are open; before that nothing can be recorded. */
  boolean ready();

  /** The version of the key that seals now. */
  int version();

  /** 32 bytes (HMAC-SHA-256) over {@code hash} under that version. */
  byte[] seal(int version, byte[] hash);

  /** True if {@code mac} is the seal of {@code hash} under a live version; in constant time. */
  boolean verify(int version, byte[] hash, byte[] mac);
}
