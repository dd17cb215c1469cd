package org.cardnym.vault.payer;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.cardnym.vault.keys.HoldsKey;
import org.cardnym.vault.keys.WrappedKey;

/** A payer's data key, wrapped. Once this row is gone nothing of the payer's can be opened. */
@Entity
@Table(name = "payer_key")
class PayerKeyRow extends GuardedRow implements HoldsKey {
  @Id UUID payerId = new UUID(0, 0);

  @Embedded WrappedKey wrapped;

  protected PayerKeyRow() {}

  PayerKeyRow(UUID payerId, WrappedKey wrapped) {
    this.payerId = payerId;
    this.wrapped = wrapped;
  }

  @Override
  public WrappedKey wrappedKey() {
    return wrapped;
  }

  @Override
  public void rewrapped(WrappedKey anew) {
    wrapped = anew;
  }

  @Override
  public AssociatedData keyOwner() {
    return owner(payerId);
  }

  static AssociatedData owner(UUID payerId) {
    return AssociatedData.of("payer/1").with(payerId);
  }

  @Override
  public String rowName() {
    return rowId();
  }

  @Override
  protected String table() {
    return "payer_key";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.PAYER, payerId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(wrapped);
  }
}
