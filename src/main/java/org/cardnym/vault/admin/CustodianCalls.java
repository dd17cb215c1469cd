package org.cardnym.vault.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.cardnym.vault.approval.Person;
import org.cardnym.vault.custody.Custodian;

/** The present caller as one who gives a share: a person who just signed in with two factors. */
@ApplicationScoped
class CustodianCalls {
  private final Callers callers;
  private final Clock clock;

  CustodianCalls(Callers callers, Clock clock) {
    this.callers = callers;
    this.clock = clock;
  }

  /** As {@link Person#requireFresh}. */
  Custodian present() {
    Person person = callers.present();
    person.requireFresh(clock.instant());
    return new Custodian(person.issuer(), person.subject(), person.actor());
  }
}
