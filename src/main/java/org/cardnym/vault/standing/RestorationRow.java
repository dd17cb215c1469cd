package org.cardnym.vault.standing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** One recovery, from the sign that the database was restored until people have ended it. */
@Entity
@Table(name = "restoration")
class RestorationRow extends GuardedRow {
  @Id UUID restoreId = new UUID(0, 0);

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Cause cause = Cause.OPERATOR;

  @Column(nullable = false)
  String begunBy = "";

  @Column(nullable = false)
  String reason = "";

  @Column(nullable = false)
  Instant lostFrom = Instant.EPOCH;

  @Column(nullable = false)
  Instant begunAt = Instant.EPOCH;

  @Column(nullable = false)
  long lastBatch;

  @Nullable Long journal;

  @Column(nullable = false)
  long carried;

  @Column(nullable = false)
  long refused;

  @Nullable Instant endedAt;

  @Nullable String endedBy;

  Recovery view() {
    return new Recovery(
        restoreId, cause, begunBy, reason, lostFrom, lastBatch, begunAt, journal, carried, refused,
        endedAt);
  }

  @Override
  protected String table() {
    return "restoration";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.RESTORE, restoreId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(restoreId)
        .add(cause)
        .add(begunBy)
        .add(reason)
        .add(lostFrom)
        .add(lastBatch)
        .add(begunAt)
        .add(journal)
        .add(carried)
        .add(refused)
        .add(endedAt)
        .add(endedBy);
  }
}
