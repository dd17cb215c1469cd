package org.cardnym.vault.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;

/**
 * Refuses to believe strangers about where a request comes from: a range of proxies is a network
 * that somebody runs, not a part of the internet.
 */
@ApplicationScoped
class ProxiesSafe implements StartCheck {
  private static final int MOST_RANGES = 256;

  private final Addresses addresses;

  ProxiesSafe(Addresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public List<String> problems() {
    return problems(addresses.proxies());
  }

  static List<String> problems(List<Network> proxies) {
    var problems = new ArrayList<String>();
    if (proxies.stream().anyMatch(Network::tooWide)) {
      problems.add(
          "cardnym.proxies must name proxies: ranges wider than /12 (private ones /8, IPv6 /28) are"
              + " strangers");
    }
    if (proxies.size() > MOST_RANGES) {
      problems.add("cardnym.proxies must hold at most " + MOST_RANGES + " ranges");
    }
    return problems;
  }
}
