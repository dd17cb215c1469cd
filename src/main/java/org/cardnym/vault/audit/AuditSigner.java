package org.cardnym.vault.audit;

/** What the trail needs of the keys' room: a signature of its own. */
public interface AuditSigner {
  /** True once the keys are open. */
  boolean ready();

  /** The version of the key that signs now. */
  int version();

  /** ECDSA P-256 with SHA-256 over {@code message}, in IEEE P1363 form. */
  byte[] sign(byte[] message);
}
