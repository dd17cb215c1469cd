package org.cardnym.vault.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Browsers that have paid before, by a signed, long-lived cookie. Known or not, a name is asked for by the same statement. */
@ApplicationScoped
public class KnownBrowsers {
  /** The cookie's name. */
  public static final String COOKIE = "__Host-browser";

  /** The browser that a cookie's value names, if this vault signed it. */
  public Optional<UUID> read(@Nullable String cookieValue) {
    throw new UnsupportedOperationException();
  }

  /** True if this browser has paid as this payer. */
  public boolean paidBefore(UUID payerId, @Nullable UUID browserId) {
    throw new UnsupportedOperationException();
  }

  /** True if this browser has paid with this name, held or not; the name by its index value. */
  public boolean knownFor(String aliasIndex, @Nullable UUID browserId) {
    throw new UnsupportedOperationException();
  }

  /** The cookie that makes this browser recognizable; set it before the payment ends, remember it once it is approved. */
  public Cookie cookie(UUID browserId) {
    throw new UnsupportedOperationException();
  }

  /** Notes, in the caller's transaction, that this browser has paid; a new browser gets an identifier. */
  public Cookie remember(UUID payerId, String aliasIndex, @Nullable UUID browserId) {
    throw new UnsupportedOperationException();
  }

  /** Forgets all browsers of a payer, in the caller's transaction. */
  public void forget(UUID payerId) {
    throw new UnsupportedOperationException();
  }
}
