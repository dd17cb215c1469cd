package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;

/** The keyed hash of a whole card number (PCI DSS 3.5.1.1). */
@ApplicationScoped
class Fingerprints {
  private static final String LABEL = "pan";

  private final IndexKeys index;

  Fingerprints(IndexKeys index) {
    this.index = index;
  }

  /** The version that new fingerprints are made under. */
  int version() {
    return index.version(KeyPurpose.PAN_INDEX);
  }

  /** 32 bytes under one version. */
  byte[] of(int version, Pan pan) {
    byte[] digits = pan.digits();
    try {
      return index.value(KeyPurpose.PAN_INDEX, version, LABEL, digits);
    } finally {
      Arrays.fill(digits, (byte) 0);
    }
  }

  /** Under every live version, oldest first: a change of the key gives nobody tries back. */
  List<byte[]> all(Pan pan) {
    return new TreeSet<>(index.versions(KeyPurpose.PAN_INDEX))
        .stream().map(version -> of(version, pan)).toList();
  }
}
