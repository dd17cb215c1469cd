package org.cardnym.vault.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.account.Visit;
import org.cardnym.vault.account.Visits;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * The browsers in which a payer is known, and those where they are signed in. All that is done here
 * tightens, so it takes no fresh proof.
 */
@ApplicationScoped
class Places {
  private final Visits visits;
  private final KnownBrowsers browsers;
  private final PageSessions sessions;
  private final Audit audit;

  Places(Visits visits, KnownBrowsers browsers, PageSessions sessions, Audit audit) {
    this.visits = visits;
    this.browsers = browsers;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Forgets one browser: it has no tries of its own any more, and its next payment is one of a new
   * browser.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} if this payer is not known in it
   */
  void forget(@Nullable String cookie, UUID browserId) {
    Visit visit = visits.changing(cookie);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          if (!browsers.forget(visit.payerId(), browserId)) {
            throw new Refusal(ErrorCode.NOT_FOUND);
          }
          record(visit.payerId(), AuditAction.BROWSERS_FORGOTTEN, 1);
        });
  }

  /** Forgets them all, the one that asks too. */
  void forgetAll(@Nullable String cookie) {
    Visit visit = visits.changing(cookie);
    QuarkusTransaction.requiringNew()
        .run(() ->
            record(
                visit.payerId(), AuditAction.BROWSERS_FORGOTTEN, browsers.forget(visit.payerId())));
  }

  /** Ends all sessions but the one that asks. */
  void signOutElsewhere(@Nullable String cookie) {
    Visit visit = visits.changing(cookie);
    QuarkusTransaction.requiringNew()
        .run(() ->
            record(
                visit.payerId(),
                AuditAction.SESSIONS_ENDED,
                sessions.endOthers(visit.payerId(), visit.session())));
  }

  private void record(UUID payerId, AuditAction action, int count) {
    audit.record(
        AuditEvent.done(Payers.actor(payerId), action, TypeId.of(IdKind.PAYER, payerId))
            .with(Map.of("count", Integer.toString(count))));
  }
}
