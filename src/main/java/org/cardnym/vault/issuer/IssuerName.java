package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;

/** The vault's name in messages to banks. */
@ApplicationScoped
class IssuerName implements StartCheck {
  private final IssuerSettings settings;

  IssuerName(IssuerSettings settings) {
    this.settings = settings;
  }

  /** An https URL, for instance {@code https://vault.example}. */
  String text() {
    return settings
        .name()
        .orElseThrow(() -> new IllegalStateException("cardnym.issuer is not set"));
  }

  String host() {
    return URI.create(text()).getHost();
  }

  @Override
  public List<String> problems() {
    return settings.name().filter(IssuerName::fit).isPresent()
        ? List.of()
        : List.of(
            "cardnym.issuer must be an https URL of a host and nothing more, for instance https://vault.example");
  }

  private static boolean fit(String name) {
    return name.matches("https://[a-z0-9.-]{1,64}(:[0-9]{1,5})?");
  }
}
