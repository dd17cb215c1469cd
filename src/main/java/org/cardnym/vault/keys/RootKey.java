package org.cardnym.vault.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.cardnym.vault.custody.OpenedRootKey;

/** The key above all keys, opened. Seals keysets and nothing else; does not print. */
final class RootKey {
  private final OpenedRootKey opened;

  RootKey(OpenedRootKey opened) {
    this.opened = opened;
  }

  String id() {
    return opened.id();
  }

  /** As Tink wants it, wherever the key is kept. */
  Aead aead() {
    return new Aead() {
      @Override
      public byte[] encrypt(byte[] plaintext, byte[] associatedData)
          throws GeneralSecurityException {
        return opened.seal(plaintext, associatedData);
      }

      @Override
      public byte[] decrypt(byte[] ciphertext, byte[] associatedData)
          throws GeneralSecurityException {
        return opened.open(ciphertext, associatedData);
      }
    };
  }

  /** Why it could not be used when it was last wanted, as a code. */
  Optional<String> trouble() {
    return opened.trouble();
  }

  /** Forgets it; from then on it seals and opens nothing. */
  void close() {
    opened.close();
  }

  @Override
  public String toString() {
    return "RootKey[" + id() + "]";
  }
}
