package org.cardnym.vault.portfolio;

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
import org.cardnym.vault.issuer.PrefixRange;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** A move that two people have signed. */
@Entity
@Table(name = "bank_move")
class MoveRow extends GuardedRow {
  @Id UUID moveId = new UUID(0, 0);

  @Column(nullable = false)
  UUID fromBank = new UUID(0, 0);

  @Column(nullable = false)
  UUID toBank = new UUID(0, 0);

  /** Null for all that routes lead to the other bank. */
  @Nullable String firstDigits;

  @Nullable String lastDigits;

  @Column(nullable = false)
  Instant startsAt = Instant.EPOCH;

  @Column(nullable = false)
  String reason = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  MoveState state = MoveState.RUNNING;

  /** Cards of the old bank when it began. */
  @Column(nullable = false)
  long total;

  /** The same when it ended. */
  @Column(nullable = false)
  long remaining;

  @Column(nullable = false)
  Instant begunAt = Instant.EPOCH;

  @Column(nullable = false)
  String begunBy = "";

  @Nullable Instant endedAt;

  /** Who stopped it. */
  @Nullable String endedBy;

  /** The numbers that were asked for; null for all. */
  @Nullable PrefixRange range() {
    return firstDigits == null || lastDigits == null
        ? null
        : PrefixRange.of(firstDigits, lastDigits);
  }

  /** Since when cards may have been moved. */
  Instant since() {
    return startsAt.isAfter(begunAt) ? startsAt : begunAt;
  }

  @Override
  protected String table() {
    return "bank_move";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.MOVE, moveId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(moveId)
        .add(fromBank)
        .add(toBank)
        .add(firstDigits)
        .add(lastDigits)
        .add(startsAt)
        .add(reason)
        .add(state)
        .add(total)
        .add(remaining)
        .add(begunAt)
        .add(begunBy)
        .add(endedAt)
        .add(endedBy);
  }
}
