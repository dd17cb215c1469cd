package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;

/** Refuses settings of webhooks that can't be read, or that would open every private network. */
@ApplicationScoped
class WebhookSafe implements StartCheck {
  private static final int NARROWEST_TOO_WIDE = 7;

  private final WebhookSettings settings;

  WebhookSafe(WebhookSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    for (String network : settings.networks().orElse(List.of())) {
      if (!narrow(network)) {
        problems.add(
            "cardnym.webhooks.networks must hold networks of 8 bits or more, for instance 10.20.0.0/16");
      }
    }
    if (!settings.ports().stream().allMatch(port -> port >= 1 && port <= 65_535)) {
      problems.add("cardnym.webhooks.ports must hold ports");
    }
    if (settings.deadline().isNegative()
        || settings.deadline().isZero()
        || settings.deadline().compareTo(WebhookQueue.LEASE.dividedBy(2)) > 0) {
      problems.add("cardnym.webhooks.deadline must be above nought and at most 30s");
    }
    if (settings.keep().compareTo(DeliveryPurge.LEAST) < 0
        || settings.keep().compareTo(DeliveryPurge.MOST) > 0) {
      problems.add("cardnym.webhooks.keep must be 1d to 400d");
    }
    if (settings.atOnce() < 1) {
      problems.add("cardnym.webhooks.at-once must be 1 or more");
    }
    return problems;
  }

  private static boolean narrow(String network) {
    try {
      return IpRange.parse(network).bits() > NARROWEST_TOO_WIDE;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}
