package org.cardnym.vault.proof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.WithSms;
import org.cardnym.vault.proof.Guesses.At;
import org.cardnym.vault.proof.Guesses.Kind;
import org.cardnym.vault.proof.Guesses.Seen;
import org.junit.jupiter.api.Test;

/**
 * Whether a guesser learns from bytes or time what is the matter with a name: {@code
 * bench/shape-time} runs it, the build does not. Cheap hashes, so that nothing hides behind them.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(ShapeTimeBench.CheapHashes.class)
class ShapeTimeBench {
  private static final int WARM = 300;
  private static final long SEED = 4711;

  /** No quartile of any kind may lie further than this from those of an unknown name. */
  private static final double BOUND_MILLIS = 1;

  /** The check of hashes would rightly refuse them. */
  public static class CheapHashes extends WithSms {
    @Override
    public Map<String, String> getConfigOverrides() {
      var all = new HashMap<>(super.getConfigOverrides());
      all.put("quarkus.arc.exclude-types", "org.cardnym.vault.password.HashingCheck");
      all.put("cardnym.password.memory-kib", "64");
      all.put("cardnym.password.iterations", "1");
      all.put("cardnym.limit.proofs-per-address.tries", "100000");
      all.put("cardnym.limit.stranger-proofs-per-merchant.tries", "100000");
      all.put("cardnym.limit.stranger-proofs-per-vault.tries", "1000000");
      all.put("cardnym.limit.recoveries-per-address.tries", "100000");
      all.put("cardnym.limit.passkey-asks-per-address.tries", "1000000");
      all.put("cardnym.limit.page-openings-per-address.tries", "100000");
      return all;
    }
  }

  @Inject Guesses guesses;

  @Test
  void noKindOfNameIsToldFromAnotherByBytesOrTime() throws IOException {
    int samples = Integer.getInteger("shape-time.samples", 2_000);
    boolean same = true;
    for (var each : guesses.run(WARM, samples, new Random(SEED)).entrySet()) {
      same &= told(each.getKey(), each.getValue());
    }
    say("%d tries of each kind at each door: verdict=%s", samples, same ? "same" : "different");
    assertThat(same).isTrue();
  }

  private static boolean told(At at, Map<Kind, Seen> kinds) {
    boolean same = true;
    Seen unknown = requireNonNull(kinds.get(Kind.UNKNOWN));
    Spread norm = Spread.of(unknown.nanos());
    for (Map.Entry<Kind, Seen> each : kinds.entrySet()) {
      Spread spread = Spread.of(each.getValue().nanos());
      boolean bytes = each.getValue().shapes().equals(unknown.shapes());
      double distance = spread.distance(norm);
      same &= bytes && distance <= BOUND_MILLIS;
      say(
          "%-9s %-19s %6.2f %6.2f %6.2f ms, %4.2f ms from unknown, bytes %s",
          at.name().toLowerCase(Locale.ROOT),
          each.getKey().name().toLowerCase(Locale.ROOT),
          spread.lower(),
          spread.median(),
          spread.upper(),
          distance,
          bytes ? "equal" : "DIFFERENT");
    }
    return same && unknown.shapes().size() == 1;
  }

  private static void say(String text, Object... values) {
    System.out.println("shape-time: " + String.format(Locale.ROOT, text, values));
  }
}
