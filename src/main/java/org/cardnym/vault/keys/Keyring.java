package org.cardnym.vault.keys;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** All keysets, opened, at one moment. */
final class Keyring {
  private final EnumMap<KeyPurpose, OpenKeyset> keysets;

  Keyring(Map<KeyPurpose, OpenKeyset> keysets) {
    this.keysets = new EnumMap<>(keysets);
    if (this.keysets.size() != KeyPurpose.values().length) {
      throw new IllegalStateException("a keyset is missing");
    }
  }

  OpenKeyset of(KeyPurpose purpose) {
    // The constructor saw to it that each purpose has its keyset.
    return Objects.requireNonNull(keysets.get(purpose));
  }

  /** True if any keyset of this ring is older than the one held: a database that went back. */
  boolean olderThan(Keyring held) {
    return keysets.entrySet().stream()
        .anyMatch(mine -> mine.getValue().epoch() < held.of(mine.getKey()).epoch());
  }

  /** Purpose and epoch of each keyset, for the heartbeat, for instance {@code KEK=1,PAGE=3}. */
  String epochs() {
    return keysets.entrySet().stream()
        .map(k -> k.getKey() + "=" + k.getValue().epoch())
        .collect(Collectors.joining(","));
  }
}
