package org.cardnym.vault.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** A period that an operator has set; without a row the kind's own period holds. */
@Entity
@Table(name = "retention_rule")
class RuleRow extends GuardedRow {
  @Id String kind = "";

  @Column(nullable = false)
  long keepSeconds;

  @Column(nullable = false)
  Instant changedAt = Instant.EPOCH;

  @Column(nullable = false)
  String changedBy = "";

  @Column(nullable = false)
  String reason = "";

  @Override
  protected String table() {
    return "retention_rule";
  }

  @Override
  protected String rowId() {
    return kind;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(kind).add(keepSeconds).add(changedAt).add(changedBy).add(reason);
  }
}
