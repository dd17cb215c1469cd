package org.cardnym.vault.issuer;

import org.jspecify.annotations.Nullable;

/**
 * How a transmission ended.
 *
 * @param answer the bank's, where the event is one of its decisions
 * @param reason a short word for logs, metrics and the trail
 */
record Result(Event event, @Nullable Answer answer, String reason) {
  static Result of(Answer answer) {
    return new Result(answer.decision(), answer, "answered");
  }

  static Result of(Event event, String reason) {
    return new Result(event, null, reason);
  }
}
