package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a key makes new things before it is due to be replaced (PCI DSS 3.7.4). */
@ApplicationScoped
class KeyPeriod implements StartCheck {
  /** SP 800-57 part 1 rev. 5, 5.3.6: two years for keys that wrap, seal, or sign. */
  static final Duration MOST = Duration.ofDays(730);

  private final Duration period;

  KeyPeriod(@ConfigProperty(name = "cardnym.keys.period", defaultValue = "365D") Duration period) {
    this.period = period;
  }

  Instant due(Instant createdAt) {
    return createdAt.plus(period);
  }

  /** How long until a key made then is due; negative once it is. */
  Duration left(Instant createdAt, Instant now) {
    return Duration.between(now, due(createdAt));
  }

  @Override
  public List<String> problems() {
    return period.compareTo(Duration.ofDays(1)) >= 0 && period.compareTo(MOST) <= 0
        ? List.of()
        : List.of("cardnym.keys.period must be between one day and two years (730D)");
  }
}
