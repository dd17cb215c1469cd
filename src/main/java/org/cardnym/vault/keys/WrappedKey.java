package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A data key as it stands in a row: wrapped by one version of the KEK. */
@Embeddable
public class WrappedKey {
  @Column(name = "kek_version", nullable = false)
  int kekVersion;

  @Column(name = "wrapped_key", nullable = false)
  byte[] bytes = new byte[0];

  protected WrappedKey() {}

  WrappedKey(int kekVersion, byte[] bytes) {
    this.kekVersion = kekVersion;
    this.bytes = bytes;
  }

  public int kekVersion() {
    return kekVersion;
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
