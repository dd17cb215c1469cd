package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyedRows;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Payments that name somebody by an old key's value. They have ended long before that key does, and
 * no name is looked for any more: it goes, so that who has the old key learns of none.
 */
@ApplicationScoped
class IndexedPayments implements KeyedRows {
  private final Payments payments;

  IndexedPayments(Payments payments) {
    this.payments = payments;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.ALIAS_INDEX;
  }

  @Override
  public String table() {
    return "payment";
  }

  @Override
  public String versionColumn() {
    return "case when alias_index <> '' then alias_index_version end";
  }

  @Override
  public List<String> key() {
    return List.of("payment_id");
  }

  @Override
  public void renew(List<?> id) {
    PaymentRow row = payments.lock((UUID) id.getFirst());
    if (row.open(payments.now())) {
      // It ends within minutes, and the walk comes again.
      throw new Refusal(ErrorCode.CONFLICT);
    }
    row.forgetName();
  }

  @Override
  public void renewed(int rows) {
    // No name was opened.
  }
}
