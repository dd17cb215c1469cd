package org.cardnym.vault.password;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;
import org.cardnym.vault.refusal.Refusal;

/** What operators see of hashing: how much of the pool is in use, and what it turned away. */
final class HashingMeters {
  private final Timer hashes;
  private final Counter refused;
  private final Counter renewed;

  HashingMeters(MeterRegistry meters, HashingPool pool, int threads) {
    Gauge.builder("cardnym_hashing_threads", () -> threads).register(meters);
    Gauge.builder("cardnym_hashing_running", pool, HashingPool::running).register(meters);
    Gauge.builder("cardnym_hashing_waiting", pool, HashingPool::waiting).register(meters);
    this.hashes = meters.timer("cardnym_hashing");
    this.refused = meters.counter("cardnym_hashing_refused");
    this.renewed = meters.counter("cardnym_hashing_renewed");
  }

  /** Waiting included. */
  byte[] time(Supplier<byte[]> hashing) {
    return counting(() -> hashes.record(hashing));
  }

  void renewed() {
    renewed.increment();
  }

  /** Counts what is turned away. */
  <T> T counting(Supplier<T> asked) {
    try {
      return asked.get();
    } catch (Refusal full) {
      refused.increment();
      throw full;
    }
  }
}
