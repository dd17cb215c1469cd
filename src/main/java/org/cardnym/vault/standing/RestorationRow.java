package org.cardnym.vault.standing;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.audit.TrailWitness.Heard;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** One recovery, from the sign that the database was restored until people have ended it. */
@Entity
@Table(name = "restoration")
class RestorationRow extends GuardedRow {
  private static final int MOST_HEADS = 512;

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

  @Column(nullable = false)
  long kept;

  @Column(nullable = false)
  long reached;

  /** Names, oldest first, with blanks between them. */
  @Column(nullable = false)
  String heads = "";

  @Nullable Instant endedAt;

  @Nullable String endedBy;

  Recovery view() {
    return new Recovery(
        restoreId, cause, begunBy, reason, lostFrom, lastBatch, begunAt, journal, carried, refused,
        kept, reached, heads(), endedAt);
  }

  /** Notes what a replica had kept, which is acted upon by this. */
  void heed(Heard heard) {
    kept = Math.max(kept, heard.kept());
    var all = new LinkedHashSet<String>(heads());
    all.addAll(heard.heads());
    heads = all.stream().skip(Math.max(0, all.size() - MOST_HEADS)).collect(joining(" "));
  }

  private List<String> heads() {
    return heads.isEmpty() ? List.of() : List.of(heads.split(" "));
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
    // Only where they say something: rows from before these columns check as they are.
    if (kept > 0 || reached > 0 || !heads.isEmpty()) {
      deciding.add("reach").add(kept).add(reached).add(heads);
    }
  }
}
