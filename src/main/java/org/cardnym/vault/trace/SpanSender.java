package org.cardnym.vault.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes spans and queues them for the collector. Built by hand, so that neither the environment nor
 * anything on the class path configures it: no detector of hosts and processes, no propagator, no
 * instrumentation.
 */
final class SpanSender implements AutoCloseable {
  /** Spans that wait at most; about a hundred payments' worth. */
  static final int MOST_WAITING = 2_048;

  private static final int BATCH = 512;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final AtomicInteger waiting = new AtomicInteger();
  private final SpanIds ids = new SpanIds();
  private final SpanCounts counts;
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  SpanSender(Collector collector, SpanCounts counts, String service, String version) {
    this.counts = counts;
    var exporter = new BoundedExporter(collector, counts, spans -> waiting.addAndGet(-spans));
    var queue =
        BatchSpanProcessor.builder(exporter)
            .setMaxQueueSize(2 * MOST_WAITING)
            .setMaxExportBatchSize(BATCH)
            .setScheduleDelay(PAUSE)
            .setExporterTimeout(BoundedExporter.PATIENCE.multipliedBy(2))
            .build();
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.builder()
                        .put("service.name", service)
                        .put("service.version", version)
                        .build()))
            .setSampler(Sampler.alwaysOn())
            .setIdGenerator(ids)
            .addSpanProcessor(queue)
            .build();
    this.tracer = provider.get("org.cardnym.vault");
  }

  /** Queues a span, or drops it where too many wait; waits for nobody. */
  void send(TracedStep step, Instant ended) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      counts.dropped();
      return;
    }
    try {
      ids.during(step, () -> make(step, ended));
    } catch (RuntimeException broken) {
      // A payment goes on whatever becomes of its traces.
      waiting.decrementAndGet();
      counts.dropped();
    }
  }

  private void make(TracedStep step, Instant ended) {
    var span =
        tracer
            .spanBuilder(step.name().wire())
            .setParent(SpanIds.above(step))
            .setStartTimestamp(ended.minus(step.time()));
    step.facts()
        .forEach((fact, value) -> {
          if (fact == Fact.REPEAT) {
            span.setAttribute(fact.key(), step.repeat());
          } else {
            span.setAttribute(fact.key(), value);
          }
        });
    span.startSpan().end(ended);
  }

  @Override
  public void close() {
    provider.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }
}
