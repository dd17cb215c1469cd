package org.cardnym.vault.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.enrolment.ProvenPayers;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * Lets payers in who have signed in, counts what they do, and asks for a fresh proof where an act
 * wants one.
 */
@ApplicationScoped
public class Visits {
  private final PageSessions sessions;
  private final ProvenPayers proven;
  private final Limits limits;
  private final Subjects subjects;

  Visits(PageSessions sessions, ProvenPayers proven, Limits limits, Subjects subjects) {
    this.sessions = sessions;
    this.proven = proven;
    this.limits = limits;
    this.subjects = subjects;
  }

  /**
   * Who looks.
   *
   * @throws Refusal {@link ErrorCode#SESSION_ENDED}, {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public Visit looking(@Nullable String cookie) {
    return counted(cookie, Limit.ACCOUNT_LOOKS_PER_PAYER);
  }

  /** Who changes something. */
  public Visit changing(@Nullable String cookie) {
    return counted(cookie, Limit.ACCOUNT_CHANGES_PER_PAYER);
  }

  /**
   * Who does what wants a fresh proof.
   *
   * @throws Refusal {@link ErrorCode#PROOF_TOO_OLD}
   */
  public Visit proven(@Nullable String cookie) {
    Visit visit = changing(cookie);
    requireFresh(visit);
    return visit;
  }

  private void requireFresh(Visit visit) {
    proven.requireFresh(visit.session());
  }

  /**
   * Who loosens something: not for a day after the account was recovered.
   *
   * @throws Refusal {@link ErrorCode#RECOVERED_RECENTLY}, {@link ErrorCode#PROOF_TOO_OLD}
   */
  public Visit loosening(@Nullable String cookie) {
    Visit visit = changing(cookie);
    requireLoosening(visit);
    return visit;
  }

  /** The same for a visit that was counted. */
  void requireLoosening(Visit visit) {
    proven.requireLoosening(visit.payerId());
    requireFresh(visit);
  }

  private Visit counted(@Nullable String cookie, Limit limit) {
    PageSession session = sessions.require(cookie);
    UUID payerId = proven.signedIn(session);
    limits.require(limit, subjects.payer(payerId));
    return new Visit(session, payerId);
  }
}
