package org.cardnym.vault.issuer;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Windows of seconds instead of minutes, sweeping only when a test says so, reconciliation of what
 * has only just happened; nobody listens but the test.
 */
public class QuickBanks implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry("cardnym.issuer.window", "2500ms"),
        Map.entry("cardnym.issuer.deadline", "900ms"),
        Map.entry("cardnym.issuer.first-repeat", "100ms"),
        Map.entry("cardnym.issuer.most-repeat", "300ms"),
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
}
