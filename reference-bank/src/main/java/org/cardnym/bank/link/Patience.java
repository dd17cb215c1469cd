package org.cardnym.bank.link;

import java.time.Duration;

/**
 * How long the slow and the silent test card keep a vault waiting.
 *
 * @param slow until the answer comes
 * @param silent until the connection is closed without one
 */
public record Patience(Duration slow, Duration silent) {

  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60));
}
