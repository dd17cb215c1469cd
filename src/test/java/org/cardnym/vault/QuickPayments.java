package org.cardnym.vault;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The whole vault as it is, but for a bank window of seconds; longer than the sweeper needs to find
 * what a replica left.
 */
public class QuickPayments implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "cardnym.issuer.window", "7s",
        "cardnym.issuer.deadline", "3s",
        "cardnym.issuer.first-repeat", "100ms",
        "cardnym.issuer.most-repeat", "400ms",
        "cardnym.issuer.first-reversal", "100ms",
        "cardnym.issuer.most-reversal", "400ms",
        "cardnym.issuer.first-probe", "100ms",
        "cardnym.issuer.most-probe", "400ms");
  }
}
