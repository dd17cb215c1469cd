package org.cardnym.vault.restore;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.StartCheck;

/** Refuses to ask banks for their books while they may still take a lost message. */
@ApplicationScoped
class RestoreSafe implements StartCheck {
  /** A message is good for 60 s, and clocks differ by up to 2 s (docs/issuer-protocol.md). */
  private static final Duration LEAST = Duration.ofSeconds(62);

  private static final Duration MOST = Duration.ofHours(1);

  private final RestoreSettings settings;
  private final Loosened loosened;

  RestoreSafe(RestoreSettings settings, Loosened loosened) {
    this.settings = settings;
    this.loosened = loosened;
  }

  @Override
  public List<String> problems() {
    return LaunchMode.current() == LaunchMode.TEST
        ? List.of()
        : problems(settings.patience(), loosened.sandbox());
  }

  static List<String> problems(Duration patience, boolean sandbox) {
    Duration least = sandbox ? Duration.ZERO : LEAST;
    return patience.compareTo(least) < 0 || patience.compareTo(MOST) > 0
        ? List.of("cardnym.recovery.patience must be between " + least + " and " + MOST)
        : List.of();
  }
}
