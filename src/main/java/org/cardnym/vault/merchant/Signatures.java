package org.cardnym.vault.merchant;

import java.util.Locale;
import java.util.Set;

/** How a merchant's webhooks are signed; a merchant who takes neither kind gets none. */
public enum Signatures {
  /** By the vault's private key of this merchant; nothing secret leaves the vault. */
  ED25519(WebhookKey.Kind.ED25519),
  /** By a secret that vault and merchant share. */
  HMAC(WebhookKey.Kind.HMAC),
  /** Both in one header. */
  BOTH(WebhookKey.Kind.ED25519, WebhookKey.Kind.HMAC);

  private final Set<WebhookKey.Kind> kinds;

  Signatures(WebhookKey.Kind... kinds) {
    this.kinds = Set.of(kinds);
  }

  Set<WebhookKey.Kind> kinds() {
    return kinds;
  }

  /** The name on the wire, for instance {@code ed25519}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
