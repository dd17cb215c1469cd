package org.cardnym.vault.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;

/**
 * Lets a payer whom a bank has moved in go on where a registration chooses its password: name and
 * card stand already.
 */
@ApplicationScoped
public class MovedIn {
  private final Payers payers;
  private final Steps steps;
  private final PageSessions sessions;

  MovedIn(Payers payers, Steps steps, PageSessions sessions) {
    this.payers = payers;
    this.steps = steps;
    this.sessions = sessions;
  }

  /** Notes, in the caller's transaction, that a code of the payer's mail was shown. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void confirmed(UUID payerId) {
    payers.confirmContact(payerId);
    steps.beginAt(payerId, Step.PASSWORD);
  }

  /** The only session of this payer from now on. */
  public PageSession session(UUID payerId) {
    sessions.endAll(payerId);
    return sessions.begin(payerId);
  }
}
