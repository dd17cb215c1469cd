package org.cardnym.vault.issuer;

import java.util.HashMap;
import java.util.Map;

/**
 * Four places for each bank, three of them for first transmissions; a link goes down at the second
 * failure, and no probe goes while a test lasts.
 */
public class FewPlaces extends QuickBanks {
  @Override
  public Map<String, String> getConfigOverrides() {
    var settings = new HashMap<>(super.getConfigOverrides());
    settings.put("cardnym.issuer.at-once", "4");
    settings.put("cardnym.issuer.down-after", "2");
    settings.put("cardnym.issuer.first-probe", "1h");
    settings.put("cardnym.issuer.most-probe", "1h");
    return settings;
  }
}
