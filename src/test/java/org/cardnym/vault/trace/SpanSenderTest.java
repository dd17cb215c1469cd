package org.cardnym.vault.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.merchant.ShopServer;
import org.cardnym.vault.trace.FakeCollector.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a collector does, nobody waits for it and no queue grows without end. */
class SpanSenderTest {
  private final FakeCollector collector = new FakeCollector(0);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void offMeansNoConnectionWhateverTheProcessWasTold() {
    System.setProperty("otel.exporter.otlp.endpoint", collector.url());
    System.setProperty("otel.traces.exporter", "otlp");
    try {
      Traces traces = traces(TestTraceSettings.off());
      traces.note(step());
      traces.close();
    } finally {
      System.clearProperty("otel.exporter.otlp.endpoint");
      System.clearProperty("otel.traces.exporter");
    }

    assertThat(collector.asked()).isZero();
    assertThat(count("sent") + count("failed") + count("dropped")).isZero();
  }

  @Test
  void whatIsNotedLastIsSentAtTheEnd() {
    Traces traces = traces(TestTraceSettings.to(collector.url()));
    traces.note(step());
    traces.close();

    // The end waits a while and no longer; on a busy machine the span comes after it.
    ShopServer.until(() -> count("sent") == 1);
    assertThat(collector.spans()).hasSize(1);
  }

  @Test
  void anIdentifierThatNobodyCanHaveMadeHasNoSpan() {
    Traces traces = traces(TestTraceSettings.to(collector.url()));
    traces.note(TracedStep.of(StepName.PROVE, new UUID(0, 0), Duration.ofMillis(1)));
    traces.note(TracedStep.of(StepName.PROVE, new UUID(-1, 0), Duration.ofMillis(1)));
    traces.close();

    assertThat(collector.asked()).isZero();
  }

  @Test
  void whatACollectorThatHangsLeavesBehindIsDroppedAndCounted() {
    collector.is(Manner.HANGS);
    Traces traces = traces(TestTraceSettings.to(collector.url()));
    int tooMany = 1_000;
    for (int i = 0; i < SpanSender.MOST_WAITING + tooMany; i++) {
      traces.note(step());
    }
    // Returns although the collector does not.
    traces.close();

    assertThat(count("dropped")).isEqualTo(tooMany);
    assertThat(count("sent")).isZero();
  }

  @Test
  void aCollectorThatHangsWithinItsAnswerIsLeftAndTriedAnew() {
    collector.is(Manner.HANGS_WITHIN);
    Traces traces = traces(TestTraceSettings.to(collector.url()));
    traces.note(step());
    ShopServer.until(() -> count("failed") == 1);
    collector.is(Manner.TAKES);

    ShopServer.until(() -> {
      traces.note(step());
      return count("sent") > 0;
    });

    traces.close();
  }

  @Test
  void aCollectorThatRefusesOrIsNotThereCostsItsSpansAlone() {
    collector.is(Manner.REFUSES);
    Traces traces = traces(TestTraceSettings.to(collector.url()));
    traces.note(step());
    ShopServer.until(() -> count("failed") == 1);
    collector.close();
    traces.note(step());
    ShopServer.until(() -> count("failed") == 2);
    traces.close();

    assertThat(count("sent")).isZero();
  }

  private Traces traces(TraceSettings settings) {
    return new Traces(settings, meters, Clock.systemUTC(), "vault", "1");
  }

  private static TracedStep step() {
    UUID payment = Uuids.next(Instant.now());
    return TracedStep.of(StepName.PROVE, payment, Duration.ofMillis(1));
  }

  private double count(String outcome) {
    return meters.counter("cardnym_trace_spans", "outcome", outcome).count();
  }
}
