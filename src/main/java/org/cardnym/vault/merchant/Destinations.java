package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Where webhooks may go. Judged by its text when an operator sets it, and by every address of its
 * name at each send.
 */
@ApplicationScoped
class Destinations {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NameLookup names;
  private final AddressRule rule;
  private final Set<Integer> ports;
  private final boolean loopbackToo;

  Destinations(NameLookup names, WebhookSettings settings, Loosened loosened) {
    this.names = names;
    this.loopbackToo = loosened.has(Loosened.Check.LOOPBACK_WEBHOOKS);
    this.ports = Set.copyOf(settings.ports());
    this.rule =
        new AddressRule(
            settings.networks().orElse(List.of()).stream().map(IpRange::parse).toList(),
            loopbackToo);
  }

  /** An address that was checked, and is connected to without another look-up. */
  record Destination(WebhookAddress address, InetAddress server) {}

  /** A destination that was refused, in one word. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String word) {
      super(word, null, false, false);
    }
  }

  /**
   * Refuses what can never be sent to.
   *
   * @throws Refusal {@link ErrorCode#WEBHOOK_UNFIT}
   */
  void require(String url) {
    WebhookAddress address =
        WebhookAddress.parse(url).orElseThrow(() -> new Refusal(ErrorCode.WEBHOOK_UNFIT));
    InetAddress literal = address.literal();
    boolean fits =
        literal == null
            ? nameFits(address)
            : rule.allows(literal) && schemeFits(address, literal) && portFits(address, literal);
    if (!fits) {
      throw new Refusal(ErrorCode.WEBHOOK_UNFIT);
    }
  }

  /**
   * Looks the name up and checks all that it stands for: one address that is not allowed spoils the
   * others.
   *
   * @param tries which one of several is taken, in turn
   */
  Destination find(String url, int tries) throws Unfit, InterruptedException {
    WebhookAddress address =
        WebhookAddress.parse(url).orElseThrow(() -> new Unfit("address_refused"));
    InetAddress literal = address.literal();
    List<InetAddress> found =
        literal == null ? names.addresses(address.host(), PATIENCE) : List.of(literal);
    if (found.isEmpty()) {
      throw new Unfit("name_unknown");
    }
    for (InetAddress each : found) {
      if (!rule.allows(each) || !schemeFits(address, each) || !portFits(address, each)) {
        throw new Unfit("address_refused");
      }
    }
    return new Destination(address, found.get(Math.floorMod(tries - 1, found.size())));
  }

  /** A name of the public tree; what it stands for is judged when something is sent. */
  private boolean nameFits(WebhookAddress address) {
    return address.secure()
        && address.host().contains(".")
        && !address.host().endsWith(".localhost")
        && ports.contains(address.port());
  }

  private boolean schemeFits(WebhookAddress address, InetAddress server) {
    return address.secure() || (loopbackToo && AddressRule.loopback(server));
  }

  private boolean portFits(WebhookAddress address, InetAddress server) {
    return ports.contains(address.port()) || (loopbackToo && AddressRule.loopback(server));
  }
}
