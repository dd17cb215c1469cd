package org.cardnym.vault.payer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** One registered person: state, and what is sealed under their data key. */
@Entity
@Table(name = "payer")
class PayerRow extends GuardedRow {
  /** How long a registration may stand still, unless an operator gives it longer. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  @Id UUID payerId = new UUID(0, 0);

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  PayerState state = PayerState.PENDING;

  @Column(nullable = false)
  String zone = "";

  byte @Nullable [] contactSealed;

  @Nullable Instant contactConfirmedAt;

  byte @Nullable [] aliasSealed;

  /** While it stands nothing is paid. */
  @Nullable Instant frozenAt;

  /** The operator's lock; null together unless the state is {@code LOCKED}. */
  @Nullable Instant lockedAt;

  @Nullable String lockedBy;

  @Nullable String lockReason;

  /** Until then nothing of this payer's is loosened, as the account was recovered. */
  @Nullable Instant loosensFrom;

  @Column(nullable = false)
  Instant createdAt = Instant.EPOCH;

  @Column(nullable = false)
  Instant changedAt = Instant.EPOCH;

  /** True if this registration was begun, and left before an instant. */
  boolean abandoned(Instant before) {
    return state == PayerState.PENDING && changedAt.isBefore(before);
  }

  /** Takes an operator's lock off, if there is one. */
  void unlock() {
    lockedAt = null;
    lockedBy = null;
    lockReason = null;
  }

  Payer view() {
    return new Payer(
        payerId,
        state,
        ZoneId.of(zone),
        createdAt,
        contactConfirmedAt != null,
        aliasSealed != null,
        frozenAt != null,
        loosensFrom);
  }

  @Override
  protected String table() {
    return "payer";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.PAYER, payerId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(state).add(zone).add(contactSealed).add(contactConfirmedAt);
    deciding.add(aliasSealed).add(createdAt).add(changedAt);
    // Only where they say something: rows from before these columns check as they are.
    if (frozenAt != null) {
      deciding.add(frozenAt);
    }
    if (lockedAt != null) {
      deciding.add("lock").add(lockedAt).add(lockedBy).add(lockReason);
    }
    if (loosensFrom != null) {
      deciding.add("loosens").add(loosensFrom);
    }
  }
}
