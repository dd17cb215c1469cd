package org.cardnym.vault.passkey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One passkey, as its owner sees it. Does not print.
 *
 * @param name as its owner called it, or null
 * @param synced true if its provider says that it is backed up
 * @param suspect true if its counter says that there are two of it: it proves nothing any more
 */
public record Passkey(
    UUID id,
    @Nullable String name,
    Instant addedAt,
    @Nullable Instant usedAt,
    boolean synced,
    boolean suspect) {
  @Override
  public String toString() {
    return "Passkey";
  }
}
