package org.cardnym.vault.issuer;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Windows of seconds instead of minutes, and sweeping only when a test says so; nobody listens but
 * the test.
 */
public class QuickBanks implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "cardnym.issuer.window", "2500ms",
        "cardnym.issuer.deadline", "900ms",
        "cardnym.issuer.first-repeat", "100ms",
        "cardnym.issuer.most-repeat", "300ms",
        "cardnym.issuer.first-reversal", "100ms",
        "cardnym.issuer.most-reversal", "300ms",
        "cardnym.issuer.sweep", "off",
        "cardnym.issuer.watch", "off",
        "quarkus.arc.exclude-types",
            "org.cardnym.vault.payment.Outcomes,org.cardnym.vault.payment.RefundOutcomes");
  }
}
