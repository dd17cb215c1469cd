package org.cardnym.vault.reconciliation;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.vault.issuer.QuickBanks;

/** Runs over what has only just happened, and only when a test says so. */
public class QuickBooks implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    var overrides = new HashMap<>(new QuickBanks().getConfigOverrides());
    overrides.put("cardnym.reconciliation.sweep", "off");
    overrides.put("cardnym.reconciliation.margin", "0s");
    overrides.put("cardnym.reconciliation.most-reversals", "3");
    overrides.put("cardnym.reconciliation.at", "00:00");
    return overrides;
  }
}
