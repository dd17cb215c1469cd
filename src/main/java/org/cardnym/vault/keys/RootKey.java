package org.cardnym.vault.keys;

import com.google.crypto.tink.Aead;

/** The key above all keys, opened. Seals keysets and nothing else; does not print. */
record RootKey(String id, String use, Aead aead) {
  @Override
  public String toString() {
    return "RootKey[" + id + "]";
  }
}
