package org.cardnym.vault.issuer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.keys.Keys;
import org.jspecify.annotations.Nullable;

/** How long the vault's certificate towards banks is good for; {@code NaN} where there is none. */
@ApplicationScoped
class LinkMeter {
  private final LinkCertificates certificates;
  private final Keys keys;
  private final Clock clock;
  private volatile @Nullable Instant ends;

  LinkMeter(LinkCertificates certificates, Keys keys, Clock clock, MeterRegistry meters) {
    this.certificates = certificates;
    this.keys = keys;
    this.clock = clock;
    meters.gauge("cardnym_link_certificate_left_seconds", this, LinkMeter::left);
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    if (keys.open()) {
      ends = certificates.certificate().map(LinkMeter::end).orElse(null);
    }
  }

  private static Instant end(String chain) {
    return Pem.certificates(chain).getFirst().getNotAfter().toInstant();
  }

  private double left() {
    Instant end = ends;
    return end == null ? Double.NaN : Duration.between(clock.instant(), end).toSeconds();
  }
}
