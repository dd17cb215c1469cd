package org.cardnym.vault.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the rooms' meters tell of steps that have ended. Without a collector it does nothing, and
 * no class of OpenTelemetry is loaded.
 */
@Startup
@ApplicationScoped
public class Traces {
  private static final Logger LOG = Logger.getLogger(Traces.class);
  private static final int RFC_9562 = 2;

  private final Clock clock;
  private final @Nullable SpanSender sender;

  Traces(
      TraceSettings settings,
      MeterRegistry meters,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.clock = clock;
    var counts = new SpanCounts(meters);
    this.sender =
        collector(settings).map(c -> new SpanSender(c, counts, service, version)).orElse(null);
    if (sender != null) {
      LOG.info("traces_on");
    }
  }

  /**
   * Notes a step that ends now. An identifier from an address that somebody made up is passed over
   * where it is no UUID of RFC 9562: a span's must not be all zero.
   */
  public void note(TracedStep step) {
    if (sender != null && step.trace().variant() == RFC_9562) {
      sender.send(step, clock.instant());
    }
  }

  @PreDestroy
  void close() {
    if (sender != null) {
      sender.close();
    }
  }

  /** None where the settings are unfit: {@link TracesSafe} then stops the replica. */
  private static Optional<Collector> collector(TraceSettings settings) {
    try {
      return Collector.of(settings);
    } catch (Collector.Unfit unfit) {
      return Optional.empty();
    }
  }
}
