package org.cardnym.vault.portfolio;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How fast cards are moved on all replicas together, so that payments keep pace, and how long a
 * move goes on looking for cards that were being added while the routes changed.
 */
@ApplicationScoped
class MoveSettings implements StartCheck {
  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final int rate;
  private final Duration linger;

  MoveSettings(
      @ConfigProperty(name = "cardnym.moves.rate", defaultValue = "100") int rate,
      @ConfigProperty(name = "cardnym.moves.linger", defaultValue = "2m") Duration linger) {
    this.rate = rate;
    this.linger = linger;
  }

  /** Cards a second. */
  int rate() {
    return rate;
  }

  Duration linger() {
    return linger;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (rate < 1 || rate > MOST) {
      problems.add("cardnym.moves.rate must be between 1 and " + MOST + " cards a second");
    }
    if (linger.isNegative() || linger.compareTo(LONGEST) > 0) {
      problems.add("cardnym.moves.linger must be between 0 s and 1 h");
    }
    return problems;
  }
}
