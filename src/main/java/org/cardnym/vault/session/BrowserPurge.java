package org.cardnym.vault.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Forgets browsers that have not paid for as long as they would keep their cookie. */
@ApplicationScoped
class BrowserPurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "known_browsers",
          KnownBrowsers.LIFE,
          Duration.ofDays(30),
          KnownBrowsers.LIFE,
          Duration.ofDays(1));

  private final KnownBrowsers browsers;

  BrowserPurge(KnownBrowsers browsers) {
    this.browsers = browsers;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    return Batch.swept(browsers.purge(before, most), most);
  }
}
