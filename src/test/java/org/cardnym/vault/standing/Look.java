package org.cardnym.vault.standing;

import jakarta.enterprise.context.ApplicationScoped;

/** Has the replica look at once, as it does every two seconds. */
@ApplicationScoped
public class Look {
  private final Recoveries recoveries;

  Look(Recoveries recoveries) {
    this.recoveries = recoveries;
  }

  public void now() {
    recoveries.look();
  }
}
