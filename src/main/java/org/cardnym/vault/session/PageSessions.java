package org.cardnym.vault.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Sessions of the vault's own pages: 15 minutes idle, 12 hours at most, a new secret on every proof. */
@ApplicationScoped
public class PageSessions {
  /** The cookie's name. */
  public static final String COOKIE = "__Host-enrol";

  /** Begins a session; set its cookie. */
  public PageSession begin(@Nullable UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /**
   * The session of a cookie's value.
   *
   * @throws Refusal {@link ErrorCode#SESSION_ENDED} if there is none, or it has ended
   */
  public PageSession require(@Nullable String cookieValue) {
    throw new UnsupportedOperationException();
  }

  /** Notes a proof and gives a new secret; the old one is dead at once. Set the new cookie. */
  public PageSession renew(PageSession session, Instant provenAt) {
    throw new UnsupportedOperationException();
  }

  /** Ends a session; answer with {@link Cookie#removal}. */
  public void end(PageSession session) {
    throw new UnsupportedOperationException();
  }

  /** Ends every session of a payer. */
  public void endAll(UUID payerId) {
    throw new UnsupportedOperationException();
  }
}
