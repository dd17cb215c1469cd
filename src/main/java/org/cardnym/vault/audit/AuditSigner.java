package org.cardnym.vault.audit;

import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the trail needs of the keys' room: a signature of its own. */
public interface AuditSigner {
  /** True once the keys are open. */
  boolean ready();

  /** The version of the key that signs now. */
  int version();

  /** ECDSA P-256 with SHA-256 over {@code message} by that version, in IEEE P1363 form. */
  byte[] sign(int version, byte[] message);

  /**
   * True if {@code signature} is over {@code message} by that version, which signs still or did
   * when this batch was made.
   */
  boolean verify(int version, long batch, byte[] message, byte[] signature);

  /** The public halves of all versions there ever were, oldest first. */
  List<PublicHalf> publicKeys();

  /**
   * A public half.
   *
   * @param lastBatch the last one that it has signed; null until its private half is retired
   */
  record PublicHalf(int version, ECPublicKey key, @Nullable Long lastBatch) {}
}
