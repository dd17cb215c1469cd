package org.cardnym.vault.trace;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;

/**
 * Refuses a collector that spans would reach in the clear, or that can't be spoken to as it is set.
 */
@ApplicationScoped
class TracesSafe implements StartCheck {
  private final TraceSettings settings;

  TracesSafe(TraceSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<String> problems() {
    try {
      var unused = Collector.of(settings);
      return List.of();
    } catch (Collector.Unfit unfit) {
      return List.of(String.valueOf(unfit.getMessage()));
    }
  }
}
