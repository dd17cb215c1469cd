package org.cardnym.vault.custody;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an unsealing has come; never who gave a share, or who has not.
 *
 * @param shares how many there are; 0 where the root key is not kept by shares
 * @param attempt what a share is given to: a new one, once this has ended
 * @param expiresAt when the shares that were given are forgotten; null while there are none
 * @param place the hardware that keeps the root key, in words; null where none does
 * @param trouble why it did not open, as a code; null where nothing hindered it
 */
public record Progress(
    CustodyKind kind,
    int shares,
    int threshold,
    int given,
    String attempt,
    @Nullable Instant expiresAt,
    @Nullable String place,
    @Nullable String trouble) {

  /** The same, with what hinders the root key now. */
  public Progress with(Optional<String> now) {
    return new Progress(
        kind, shares, threshold, given, attempt, expiresAt, place, now.orElse(null));
  }
}
