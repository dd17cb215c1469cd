package org.cardnym.vault.enrolment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;
import org.cardnym.vault.proof.ProofTry;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.proof.Proven;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;

/** Signs a registered payer in, to add a card: both proofs, given in this very session. */
@ApplicationScoped
class SignIn {
  private final Proofs proofs;
  private final PageSessions sessions;
  private final Clock clock;

  SignIn(Proofs proofs, PageSessions sessions, Clock clock) {
    this.proofs = proofs;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** A session of its own, whatever session the browser brought: nobody can have prepared it. */
  PageSession signIn(String address, Supplier<ProofTry> named) {
    Proven proven = proofs.judge(address, named, "sign_in");
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          proofs.use(proven);
          return sessions.renew(sessions.begin(proven.payerId()), clock.instant());
        });
  }
}
