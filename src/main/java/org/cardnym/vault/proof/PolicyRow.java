package org.cardnym.vault.proof;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** One row of the policy: what a rule allows, per currency, and what lies beyond. */
@Entity
@Table(name = "policy")
@IdClass(PolicyRow.Key.class)
class PolicyRow extends GuardedRow {
  /** Rule and currency. */
  record Key(Rule rule, String currency) implements Serializable {}

  @Id
  @Enumerated(EnumType.STRING)
  Rule rule = Rule.LIMITED_CARD;

  @Id String currency = "";

  @Column(nullable = false)
  long perPayment;

  @Column(nullable = false)
  long perDay;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Beyond beyond = Beyond.REFUSE;

  @Override
  protected String table() {
    return "policy";
  }

  @Override
  protected String rowId() {
    return rule.wire() + "/" + currency;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(rule).add(currency).add(perPayment).add(perDay);
    // Only where it says something: rows from before this column check as they are.
    if (beyond != Beyond.REFUSE) {
      deciding.add(beyond);
    }
  }
}
