package org.cardnym.vault.keys;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of keys: whether the vault is open, how old each purpose's primary is, when it
 * is due, how often the KEK has wrapped ({@code NaN} while sealed), and how many rows were brought
 * under the newest version of their key.
 */
@ApplicationScoped
class KeyMeters {
  private final Keys keys;
  private final KeyVersions versions;
  private final KeyPeriod period;
  private final Clock clock;
  private final Counter rewrapped;
  private final Counter refused;
  private final Map<String, KeyVersions.View> primaries = new ConcurrentHashMap<>();

  KeyMeters(Keys keys, KeyVersions versions, KeyPeriod period, Clock clock, MeterRegistry meters) {
    this.keys = keys;
    this.versions = versions;
    this.period = period;
    this.clock = clock;
    this.rewrapped = meters.counter("cardnym_rewraps", "outcome", "done");
    this.refused = meters.counter("cardnym_rewraps", "outcome", "refused");
    Gauge.builder("cardnym_keys_open", keys, k -> k.open() ? 1 : 0).register(meters);
    Gauge.builder("cardnym_keys_fresh", keys, k -> fresh(k) ? 1 : 0).register(meters);
    for (KeyPurpose purpose : KeyPurpose.values()) {
      register(purpose.name().toLowerCase(Locale.ROOT), meters);
    }
    Gauge.builder("cardnym_key_wraps", this, KeyMeters::wraps).register(meters);
  }

  /** Rows that this replica brought under the newest version. */
  void rewrapped(int count) {
    rewrapped.increment(count);
  }

  /** A row that could not be, as it does not check. */
  void refused() {
    refused.increment();
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    if (!keys.open()) {
      primaries.clear();
      return;
    }
    QuarkusTransaction.requiringNew().call(versions::list).stream()
        .filter(version -> version.state() == KeyState.PRIMARY)
        .forEach(version -> primaries.put(version.purpose(), version));
  }

  private void register(String purpose, MeterRegistry meters) {
    Gauge.builder("cardnym_key_age_seconds", this, m -> m.seconds(purpose, m::age))
        .tag("purpose", purpose)
        .register(meters);
    Gauge.builder("cardnym_key_due_seconds", this, m -> m.seconds(purpose, m::left))
        .tag("purpose", purpose)
        .register(meters);
  }

  /** Something that is told of a key by the time it was made. */
  private interface Span {
    Duration of(Instant createdAt, Instant now);
  }

  private double seconds(String purpose, Span span) {
    KeyVersions.View primary = primaries.get(purpose);
    return primary == null ? Double.NaN : span.of(primary.createdAt(), clock.instant()).toSeconds();
  }

  private Duration age(Instant createdAt, Instant now) {
    return Duration.between(createdAt, now);
  }

  private Duration left(Instant createdAt, Instant now) {
    return period.left(createdAt, now);
  }

  private double wraps() {
    KeyVersions.@Nullable View kek = primaries.get("kek");
    return kek == null ? Double.NaN : kek.wraps();
  }

  private static boolean fresh(Keys keys) {
    try {
      keys.requireFresh();
      return keys.open();
    } catch (Refusal stale) {
      return false;
    }
  }
}
