package org.cardnym.vault.reconciliation;

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

/** One run: a bank, a time, and how far it has come; any replica goes on from here. */
@Entity
@Table(name = "reconciliation")
class RunRow extends GuardedRow {
  /** Who asked for a run that nobody asked for. */
  static final String DAILY = "vault";

  /** Who asked for one that compares what a restored database may lack. */
  static final String RECOVERY = "recovery";

  @Id UUID runId;

  @Column(nullable = false)
  UUID bankId;

  @Column(nullable = false)
  String askedBy;

  @Column(nullable = false)
  Instant fromTime;

  @Column(nullable = false)
  Instant untilTime;

  @Column(nullable = false)
  Instant askedFrom;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  RunState state = RunState.RUNNING;

  @Nullable String cursor;

  @Column(nullable = false)
  boolean walked;

  @Column(nullable = false)
  Instant placeAt;

  @Column(nullable = false)
  UUID placeId = new UUID(0, 0);

  @Column(nullable = false)
  int pages;

  @Column(nullable = false)
  long records;

  @Column(nullable = false)
  long agreed;

  @Column(nullable = false)
  long settling;

  @Column(nullable = false)
  long differing;

  @Column(nullable = false)
  int reversed;

  @Column(nullable = false)
  int failures;

  @Nullable String reason;

  @Column(nullable = false)
  Instant startedAt;

  @Nullable Instant endedAt;

  /** No part of the MAC, as a lease changes it alone. */
  @Nullable Instant due;

  String name() {
    return TypeId.of(IdKind.RECONCILIATION, runId);
  }

  RunView view() {
    return new RunView(
        runId, bankId, askedBy, fromTime, untilTime, state, pages, records, agreed, settling,
        differing, reversed, failures, reason, startedAt, endedAt);
  }

  @Override
  protected String table() {
    return "reconciliation";
  }

  @Override
  protected String rowId() {
    return name();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(runId)
        .add(bankId)
        .add(askedBy)
        .add(fromTime)
        .add(untilTime)
        .add(askedFrom)
        .add(state)
        .add(cursor)
        .add(walked)
        .add(placeAt)
        .add(placeId)
        .add((long) pages)
        .add(records)
        .add(agreed)
        .add(settling)
        .add(differing)
        .add((long) reversed)
        .add((long) failures)
        .add(reason)
        .add(startedAt)
        .add(endedAt);
  }
}
