package org.cardnym.vault.standing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** The one row that says whether payments are taken. */
@Entity
@Table(name = "standing")
class StandingRow extends GuardedRow {
  /** There is one. */
  static final int ONLY = 1;

  @Id int standingId = ONLY;

  @Column(nullable = false)
  String place = "";

  @Column(nullable = false)
  String word = "";

  @Nullable UUID restoreId;

  long seen() {
    return revision();
  }

  @Override
  protected String table() {
    return "standing";
  }

  @Override
  protected String rowId() {
    return "standing";
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(place).add(word).add(restoreId);
  }
}
