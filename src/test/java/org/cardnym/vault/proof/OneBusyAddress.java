package org.cardnym.vault.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.WithSms;
import org.cardnym.vault.biometric.WithServices;

/**
 * A vault with identity services and text messages, where all guesses may come from one address.
 */
public class OneBusyAddress extends WithServices {
  @Override
  public List<TestResourceEntry> testResources() {
    var all = new ArrayList<>(super.testResources());
    all.addAll(new WithSms().testResources());
    return all;
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    var all = new HashMap<>(super.getConfigOverrides());
    all.put("cardnym.limit.proofs-per-address.tries", "100000");
    all.put("cardnym.limit.page-openings-per-address.tries", "100000");
    all.put("cardnym.limit.card-tries-per-address.tries", "100000");
    all.put("cardnym.limit.texts-per-address.tries", "100000");
    all.put("cardnym.limit.account-changes-per-payer.tries", "10000");
    return all;
  }
}
