package org.cardnym.vault.proof;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** What a payer has paid by one factor in a currency; gone with the next strong proof. */
@Entity
@Table(name = "one_factor_use")
@IdClass(OneFactorUseRow.Key.class)
class OneFactorUseRow extends GuardedRow {
  /** Payer and currency. */
  record Key(UUID payerId, String currency) implements Serializable {}

  @Id UUID payerId = new UUID(0, 0);

  @Id String currency = "";

  @Column(nullable = false)
  int uses;

  @Column(nullable = false)
  long total;

  @Override
  protected String table() {
    return "one_factor_use";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.PAYER, payerId) + "/" + currency;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(currency).add((long) uses).add(total);
  }
}
