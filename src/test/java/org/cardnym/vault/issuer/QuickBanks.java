package org.cardnym.vault.issuer;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/**
 * Windows of seconds instead of minutes, sweeping only when a test says so, reconciliation of what
 * has only just happened; nobody listens but the test.
 */
public class QuickBanks implements QuarkusTestProfile {
  /** Long enough for a TLS handshake on a machine that does much else. */
  static final Duration DEADLINE = Duration.ofSeconds(2);

  static final Duration WINDOW = Duration.ofSeconds(5);

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry("cardnym.issuer.window", WINDOW.toMillis() + "ms"),
        Map.entry("cardnym.issuer.deadline", DEADLINE.toMillis() + "ms"),
        // A driver makes twelve pauses, which have to last for the window.
        Map.entry("cardnym.issuer.first-repeat", "100ms"),
        Map.entry("cardnym.issuer.most-repeat", "600ms"),
        Map.entry("cardnym.issuer.first-reversal", "100ms"),
        Map.entry("cardnym.issuer.most-reversal", "300ms"),
        Map.entry("cardnym.issuer.first-probe", "100ms"),
        Map.entry("cardnym.issuer.most-probe", "300ms"),
        Map.entry("cardnym.issuer.sweep", "off"),
        Map.entry("cardnym.issuer.watch", "off"),
        Map.entry("cardnym.reconciliation.sweep", "off"),
        Map.entry("cardnym.reconciliation.margin", "0s"),
        Map.entry("cardnym.reconciliation.most-reversals", "3"),
        Map.entry("cardnym.reconciliation.at", "00:00"),
        Map.entry(
            "quarkus.arc.exclude-types",
            "org.cardnym.vault.payment.Outcomes,org.cardnym.vault.payment.RefundOutcomes"));
  }

  /** Until the window of what has just been intended is over. */
  static void letTheWindowPass() throws InterruptedException {
    Thread.sleep(WINDOW.plusMillis(100));
  }
}
