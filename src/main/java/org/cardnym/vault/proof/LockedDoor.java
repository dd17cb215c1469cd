package org.cardnym.vault.proof;

import java.time.Instant;

/**
 * A way to prove that failed tries have locked.
 *
 * @param proof {@code password}, {@code otp}, {@code sms}, {@code passkey} or {@code token}; {@code
 *     recovery} where the mails of today are used up
 * @param browsers {@code strangers}, or {@code known} for any of those that have paid before
 * @param until when it opens by itself, the last of them
 */
public record LockedDoor(String proof, String browsers, Instant until) {
  /** For instance {@code otp/strangers}. */
  public String name() {
    return proof + "/" + browsers;
  }
}
