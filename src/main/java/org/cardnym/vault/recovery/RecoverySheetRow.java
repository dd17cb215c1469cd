package org.cardnym.vault.recovery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** The hashes of a payer's codes, sealed under the payer's key, and which of them were used. */
@Entity
@Table(name = "recovery_sheet")
class RecoverySheetRow extends GuardedRow {
  @Id UUID payerId = new UUID(0, 0);

  @Column(nullable = false)
  byte[] sealed = new byte[0];

  /** A bit for each code. */
  @Column(nullable = false)
  int used;

  @Column(nullable = false)
  Instant madeAt = Instant.EPOCH;

  boolean isUsed(int place) {
    return (used & 1 << place) != 0;
  }

  @Override
  protected String table() {
    return "recovery_sheet";
  }

  @Override
  protected String rowId() {
    return payerId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(sealed).add((long) used).add(madeAt);
  }
}
