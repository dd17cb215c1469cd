package org.cardnym.vault.departure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.payer.LastTraces;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSessions;

/**
 * Browsers and sessions once more: that a browser has paid is noted after its payment was
 * committed, so it may be noted after its payer has left.
 */
@ApplicationScoped
class SessionTraces implements LastTraces {
  private final KnownBrowsers browsers;
  private final PageSessions sessions;

  SessionTraces(KnownBrowsers browsers, PageSessions sessions) {
    this.browsers = browsers;
    this.sessions = sessions;
  }

  @Override
  public void erase(UUID payerId) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          browsers.forget(payerId);
          sessions.endAll(payerId);
        });
  }
}
