package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;

/** Seals the prepared form of a released name under a key that no person's data shares. */
@ApplicationScoped
public class Tombstones {
  private final Keys keys;

  Tombstones(Keys keys) {
    this.keys = keys;
  }

  public int version() {
    return keys.of(KeyPurpose.TOMBSTONE).primary();
  }

  public byte[] seal(byte[] preparedName, AssociatedData binding) {
    OpenKeyset keyset = keys.of(KeyPurpose.TOMBSTONE);
    try {
      return keyset.aead(keyset.primary()).encrypt(preparedName, binding.bytes());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM can't seal", broken);
    }
  }
}
