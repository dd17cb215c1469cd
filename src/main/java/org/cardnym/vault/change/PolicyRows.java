package org.cardnym.vault.change;

import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.proof.OneFactorPolicy;
import org.cardnym.vault.proof.Policies;

/** A rule's row in a currency as it stands, of either kind. */
@ApplicationScoped
class PolicyRows {
  private final Policies policies;
  private final OneFactorPolicy oneFactor;

  PolicyRows(Policies policies, OneFactorPolicy oneFactor) {
    this.policies = policies;
    this.oneFactor = oneFactor;
  }

  /** In words; {@code none} without one. */
  String standing(String rule, String currency) {
    if (rule.equals(OneFactorPolicy.WIRE)) {
      return oneFactor.list().stream()
          .filter(terms -> terms.currency().equals(currency))
          .map(terms ->
              "perPayment "
                  + terms.perPayment()
                  + ", count "
                  + terms.count()
                  + ", sum "
                  + terms.sum())
          .findFirst()
          .orElse("none");
    }
    return policies.list().stream()
        .filter(cap -> cap.rule().wire().equals(rule) && cap.currency().equals(currency))
        .map(cap ->
            "perPayment "
                + cap.perPayment()
                + ", perDay "
                + cap.perDay()
                + ", beyond "
                + cap.beyond().wire())
        .findFirst()
        .orElse("none");
  }
}
