package org.cardnym.vault.custody;

import java.security.GeneralSecurityException;
import java.util.Optional;

/** The root key while it is open. It does not print, and seals nothing once it is closed. */
public interface OpenedRootKey extends AutoCloseable {
  /** Tells root keys apart; no secret. */
  String id();

  /** {@code production} or {@code sandbox}. */
  String use();

  /** Nonce, ciphertext and tag, under a nonce of its own. */
  byte[] seal(byte[] plain, byte[] associatedData) throws GeneralSecurityException;

  byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException;

  /** Why it could not be used when it was last wanted, as a code; empty where it could. */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** Forgets the key. */
  @Override
  void close();
}
