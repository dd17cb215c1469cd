package org.cardnym.vault.trace;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Hands batches to the collector, one at a time, and waits for each only so long. Counts what
 * became of them; says once when it fails and once when it works again.
 */
final class BoundedExporter implements SpanExporter {
  private static final Logger LOG = Logger.getLogger(BoundedExporter.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OnePlace place = new OnePlace();
  private final SpanExporter collector;
  private final SpanCounts counts;
  private final IntConsumer left;
  private boolean failing;

  /**
   * An exporter.
   *
   * @param left is told how many spans have left the queue, whatever became of them
   */
  BoundedExporter(Collector collector, SpanCounts counts, IntConsumer left) {
    this.counts = counts;
    this.left = left;
    var builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.endpoint())
            .setConnectTimeout(CONNECT)
            .setTimeout(PATIENCE)
            .setRetryPolicy(null)
            .setExecutorService(place);
    collector.headers().forEach(builder::addHeader);
    collector.trust().ifPresent(builder::setTrustedCertificates);
    this.collector = builder.build();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    boolean taken = taken(spans);
    if (taken) {
      counts.sent(spans.size());
    } else {
      counts.failed(spans.size());
    }
    left.accept(spans.size());
    say(taken);
    return taken ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
  }

  private boolean taken(Collection<SpanData> spans) {
    try {
      CompletableResultCode sent = collector.export(spans);
      boolean inTime = sent.join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).isDone();
      if (!inTime) {
        place.free();
      }
      return inTime && sent.isSuccess();
    } catch (RuntimeException busy) {
      return false;
    }
  }

  private void say(boolean taken) {
    if (taken && failing) {
      LOG.info("traces_sent_again");
    } else if (!taken && !failing) {
      LOG.warn("traces_not_sent");
    }
    failing = !taken;
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  /** The client's own closing waits for a collector that hangs, so nobody waits for it. */
  @Override
  public CompletableResultCode shutdown() {
    place.free();
    var unused = Thread.ofVirtual().name("traces-end").start(collector::shutdown);
    return CompletableResultCode.ofSuccess();
  }
}
