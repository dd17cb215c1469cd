package org.cardnym.vault.merchant;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one try of a delivery came to. */
sealed interface Heard {
  /** In one word, for lists and logs: never a text of the shop's. */
  String word();

  /**
   * The shop answered.
   *
   * @param retryAfter the pause it asked for, or null
   */
  record Answered(int status, @Nullable Duration retryAfter) implements Heard {
    @Override
    public String word() {
      return "status_" + status;
    }
  }

  /** No answer, or nothing was sent. */
  record Failed(String word) implements Heard {}

  /** There is no endpoint, or it is switched off. */
  record NoEndpoint() implements Heard {
    @Override
    public String word() {
      return "no_endpoint";
    }
  }
}
