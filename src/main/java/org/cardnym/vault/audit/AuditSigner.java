package org.cardnym.vault.audit;

import java.security.interfaces.ECPublicKey;
import java.util.SortedMap;

/** What the trail needs of the keys' room: a signature of its own. */
public interface AuditSigner {
  /** True once the keys are open. */
  boolean ready();

  /** The version of the key that signs now. */
  int version();

  /** ECDSA P-256 with SHA-256 over {@code message} by that version, in IEEE P1363 form. */
  byte[] sign(int version, byte[] message);

  /**
   * True if {@code signature} is over {@code message} by that version, which the vault still has.
   */
  boolean verify(int version, byte[] message, byte[] signature);

  /** The public halves by version, of all that the vault still has. */
  SortedMap<Integer, ECPublicKey> publicKeys();
}
