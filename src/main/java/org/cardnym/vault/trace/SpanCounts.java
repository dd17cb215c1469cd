package org.cardnym.vault.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of spans: taken by the collector, not taken, or never queued. */
final class SpanCounts {
  private final Counter sent;
  private final Counter failed;
  private final Counter dropped;

  SpanCounts(MeterRegistry meters) {
    this.sent = meters.counter("cardnym_trace_spans", "outcome", "sent");
    this.failed = meters.counter("cardnym_trace_spans", "outcome", "failed");
    this.dropped = meters.counter("cardnym_trace_spans", "outcome", "dropped");
  }

  void sent(int spans) {
    sent.increment(spans);
  }

  void failed(int spans) {
    failed.increment(spans);
  }

  void dropped() {
    dropped.increment();
  }
}
