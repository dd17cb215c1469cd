package org.cardnym.vault.passkey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The relying party is the pages' own host, and no other origin than theirs is expected. */
@ApplicationScoped
class PasskeySite {
  @Produces
  @Singleton
  Ceremonies ceremonies(@ConfigProperty(name = "cardnym.pages.origin") String origin) {
    return new Ceremonies(URI.create(origin).getHost(), origin);
  }
}
