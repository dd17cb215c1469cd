package org.cardnym.vault.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.HexFormat;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of spans, from those of payment and message: a span's place follows from what it is
 * about, so steps on other threads, replicas and days find their tree, and nothing need be carried
 * along or believed. UUIDs have set variant bits (RFC 9562 §4.1), so none is all zero.
 */
final class SpanIds implements IdGenerator {
  private static final HexFormat HEX = HexFormat.of();

  /** The step whose span is being made by this thread. */
  private final ThreadLocal<@Nullable TracedStep> making = new ThreadLocal<>();

  /** Runs a span's making under the identifiers of its step. */
  void during(TracedStep step, Runnable make) {
    making.set(step);
    try {
      make.run();
    } finally {
      making.remove();
    }
  }

  @Override
  public String generateTraceId() {
    return traceId(step());
  }

  @Override
  public String generateSpanId() {
    TracedStep step = step();
    return switch (step.name()) {
      case PAYMENT -> payment(step);
      case EXCHANGE -> exchange(step);
      case TRANSMISSION -> transmission(step);
      default -> low(UUID.randomUUID());
    };
  }

  /** What the step's span stands under; nothing of the thread's own. */
  static Context above(TracedStep step) {
    return switch (step.name().under()) {
      case NOTHING -> Context.root();
      case PAYMENT -> context(step, payment(step));
      case EXCHANGE -> context(step, exchange(step));
      case TRANSMISSION -> context(step, transmission(step));
    };
  }

  private TracedStep step() {
    TracedStep step = making.get();
    if (step == null) {
      throw new IllegalStateException("no step is under way");
    }
    return step;
  }

  private static Context context(TracedStep step, String spanId) {
    var span =
        SpanContext.create(traceId(step), spanId, TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(Span.wrap(span));
  }

  private static String traceId(TracedStep step) {
    return HEX.toHexDigits(step.trace().getMostSignificantBits()) + low(step.trace());
  }

  private static String payment(TracedStep step) {
    return low(step.trace());
  }

  private static String exchange(TracedStep step) {
    return low(step.messageId());
  }

  private static String transmission(TracedStep step) {
    return low(Uuids.derived("transmission " + step.repeat(), step.messageId()));
  }

  private static String low(UUID id) {
    return HEX.toHexDigits(id.getLeastSignificantBits());
  }
}
