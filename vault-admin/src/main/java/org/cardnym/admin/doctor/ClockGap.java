package org.cardnym.admin.doctor;

import java.time.Duration;
import java.time.Instant;

/**
 * How far this machine's clock is from the vault's at the least, given that the vault tells whole
 * seconds and that its answer took some time.
 *
 * @param ahead of the vault; negative if behind
 */
record ClockGap(Duration ahead) {
  private static final Duration MOST = Duration.ofSeconds(2);

  /**
   * @param sent when the question was sent, by this machine's clock
   * @param received when the answer was there, by the same clock
   * @param told the vault's time in its answer, cut to a second
   */
  static ClockGap between(Instant sent, Instant received, Instant told) {
    Instant latest = told.plusSeconds(1);
    if (sent.isAfter(latest)) {
      return new ClockGap(Duration.between(latest, sent));
    }
    return new ClockGap(received.isBefore(told) ? Duration.between(told, received) : Duration.ZERO);
  }

  /** Over two seconds, as among the vault's own replicas. */
  boolean tooWide() {
    return ahead.abs().compareTo(MOST) > 0;
  }

  @Override
  public String toString() {
    long seconds = ahead.abs().toSeconds();
    if (seconds == 0) {
      return "this machine and the vault agree to about a second";
    }
    return "this machine is "
        + seconds
        + " s "
        + (ahead.isNegative() ? "behind" : "ahead of")
        + " the vault";
  }
}
