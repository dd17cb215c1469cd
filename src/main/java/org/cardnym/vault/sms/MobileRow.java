package org.cardnym.vault.sms;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** A payer's number in use, and one that waits for its code; both sealed under the payer's key. */
@Entity
@Table(name = "mobile_number")
class MobileRow extends GuardedRow {
  @Id UUID payerId = new UUID(0, 0);

  byte @Nullable [] number;

  @Nullable Instant confirmedAt;

  byte @Nullable [] waiting;

  /** The newest code for the number that waits, as a keyed hash; null once it is used. */
  @Nullable UUID codeId;

  @Column(nullable = false)
  int keyVersion;

  byte @Nullable [] codeHash;

  @Nullable Instant madeAt;

  void forgetWaiting() {
    waiting = null;
    codeId = null;
    codeHash = null;
    madeAt = null;
  }

  @Override
  protected String table() {
    return "mobile_number";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.PAYER, payerId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(number).add(confirmedAt).add(waiting).add(codeId);
    deciding.add((long) keyVersion).add(codeHash).add(madeAt);
  }
}
