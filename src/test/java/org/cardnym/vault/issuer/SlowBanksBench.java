package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.FakeBank.Act;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.junit.jupiter.api.Test;

/**
 * Whether a bank's payments feel that two others are silent and slow: {@code bench/slow-banks} runs
 * it, the build does not. All times as they come; the other two banks have the same load
 * throughout.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(SlowBanksBench.Banks.class)
class SlowBanksBench {
  private static final int PAYMENTS = 75;
  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration SLOW = Duration.ofSeconds(4);
  private static final Duration SILENT = Duration.ofSeconds(20);
  private static final int ACTS = 100_000;

  /** Nobody listens to outcomes: these payments have no shop. */
  public static class Banks implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.arc.exclude-types",
          "org.cardnym.vault.payment.Outcomes,org.cardnym.vault.payment.RefundOutcomes");
    }
  }

  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Heard heard;
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void theThirdBankFeelsNothingOfTheOtherTwo() throws InterruptedException {
    try (Party silent = parties.open();
        Party slow = parties.open();
        Party third = parties.open()) {
      Stream.of(silent, slow).forEach(this::load);
      run(third);
      var undisturbed = new ArrayList<>(runs(third, "before"));

      acts(silent, message -> silence(SILENT));
      acts(
          slow,
          message -> {
            Thread.sleep(SLOW);
            return slow.bank().answers().honest(message);
          });
      // As long as it takes until what is silent is repeated, reversed and down.
      Thread.sleep(Duration.ofSeconds(35));
      double disturbed = run(third);
      say("disturbed  %.1f ms", disturbed);

      silent.bank().script.clear();
      slow.bank().script.clear();
      Thread.sleep(Duration.ofSeconds(45));
      undisturbed.addAll(runs(third, "after"));
      over.set(true);
      verdict(undisturbed, disturbed);
      assertThat(third.bank().troubles).isEmpty();
    }
  }

  private static void verdict(List<Double> undisturbed, double disturbed) {
    double least = Collections.min(undisturbed);
    double most = Collections.max(undisturbed);
    boolean inside = disturbed >= least && disturbed <= most;
    say(
        "the disturbed median %.1f ms lies %s the spread of the undisturbed, %.1f to %.1f ms",
        disturbed, inside ? "inside" : disturbed < least ? "below" : "above", least, most);
  }

  private List<Double> runs(Party third, String when) throws InterruptedException {
    var medians = new ArrayList<Double>();
    for (int i = 0; i < 3; i++) {
      medians.add(run(third));
      say("%-10s %.1f ms", when, medians.getLast());
    }
    return medians;
  }

  /** The median of so many payments, from intent to outcome, in milliseconds. */
  private double run(Party third) throws InterruptedException {
    var times = new ArrayList<Long>();
    for (int i = 0; i < PAYMENTS; i++) {
      long begun = System.nanoTime();
      ExchangeRow.Key key = pay(third);
      times.add(System.nanoTime() - begun);
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      Thread.sleep(PACE);
    }
    Collections.sort(times);
    return times.get(PAYMENTS / 2) / 1e6;
  }

  private ExchangeRow.Key pay(Party party) {
    ExchangeRow.Key key = parties.authorization(party);
    exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();
    return key;
  }

  /** Five payments a second, whatever becomes of them. */
  private void load(Party party) {
    Thread.ofVirtual()
        .start(() -> {
          while (!over.get()) {
            Thread.ofVirtual().start(() -> pay(party));
            try {
              Thread.sleep(PACE);
            } catch (InterruptedException stopping) {
              return;
            }
          }
        });
  }

  private static void acts(Party party, Act act) {
    party.bank().script.addAll(Collections.nCopies(ACTS, act));
  }

  private static FakeBank.Reaction silence(Duration time) throws InterruptedException {
    Thread.sleep(time);
    return new FakeBank.Reaction(503, "text/plain", "");
  }

  private static void say(String text, Object... values) {
    System.out.println("slow-banks: " + String.format(Locale.ROOT, text, values));
  }
}
