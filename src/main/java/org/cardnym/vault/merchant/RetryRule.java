package org.cardnym.vault.merchant;

import java.time.Duration;
import java.util.List;

/**
 * When a delivery is tried again, and when no more: the schedule that Standard Webhooks 1.0.0
 * suggests, ten tries in about 75 hours.
 */
final class RetryRule {
  /** The pause before each try, counted from the one before it. */
  static final List<Duration> SCHEDULE =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** A shop may ask for a longer pause, up to this. */
  static final Duration LONGEST_ASKED = Duration.ofHours(24);

  /** What to do after a try. */
  sealed interface Next {
    /** It has arrived. */
    record Done() implements Next {}

    /** Try again after this pause. */
    record Again(Duration pause) implements Next {}

    /** Give up; it is kept and can be replayed. */
    record Dead() implements Next {}

    /** The shop wants no more webhooks at this address. */
    record Gone() implements Next {}
  }

  private RetryRule() {}

  /**
   * Judges a try.
   *
   * @param tries how many there were, with this one
   */
  static Next after(int tries, Heard heard) {
    return switch (heard) {
      case Heard.Answered answer -> after(tries, answer);
      case Heard.Failed failed -> again(tries, Duration.ZERO);
      case Heard.NoEndpoint none -> new Next.Dead();
    };
  }

  private static Next after(int tries, Heard.Answered answer) {
    if (answer.status() >= 200 && answer.status() <= 299) {
      return new Next.Done();
    }
    if (answer.status() == 410) {
      return new Next.Gone();
    }
    return again(tries, answer.retryAfter() == null ? Duration.ZERO : answer.retryAfter());
  }

  private static Next again(int tries, Duration asked) {
    if (tries >= SCHEDULE.size()) {
      return new Next.Dead();
    }
    Duration planned = SCHEDULE.get(tries);
    Duration bounded = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    return new Next.Again(bounded.compareTo(planned) > 0 ? bounded : planned);
  }
}
