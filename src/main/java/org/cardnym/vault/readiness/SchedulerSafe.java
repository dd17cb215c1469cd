package org.cardnym.vault.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a vault whose clockwork stands still: nothing would be reversed, signed, expired or
 * swept.
 */
@ApplicationScoped
class SchedulerSafe implements StartCheck {
  private final boolean enabled;
  private final String startMode;

  SchedulerSafe(
      @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean enabled,
      @ConfigProperty(name = "quarkus.scheduler.start-mode") Optional<String> startMode) {
    this.enabled = enabled;
    this.startMode = startMode.orElse("").toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> problems() {
    if (!enabled) {
      return List.of("quarkus.scheduler.enabled must be left on");
    }
    return startMode.equals("halted")
        ? List.of("quarkus.scheduler.start-mode must not be 'halted'")
        : List.of();
  }
}
