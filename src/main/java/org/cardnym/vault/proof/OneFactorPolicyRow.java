package org.cardnym.vault.proof;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** What one factor carries in a currency. */
@Entity
@Table(name = "one_factor_policy")
class OneFactorPolicyRow extends GuardedRow {
  @Id String currency = "";

  @Column(nullable = false)
  long perPayment;

  @Column(nullable = false)
  int uses;

  @Column(nullable = false)
  long total;

  @Override
  protected String table() {
    return "one_factor_policy";
  }

  @Override
  protected String rowId() {
    return OneFactorPolicy.WIRE + "/" + currency;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(currency).add(perPayment).add((long) uses).add(total);
  }
}
