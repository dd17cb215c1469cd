package org.cardnym.vault.card;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.cardnym.vault.keys.HoldsKey;
import org.cardnym.vault.keys.WrappedKey;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.jspecify.annotations.Nullable;

/**
 * A sealed card, its state, and the bank it is bound to. No column holds any part of a number in
 * clear. A change to what was read before somebody else changed it fails.
 */
@Entity
@Table(name = "card")
@IdClass(CardRow.Key.class)
@DynamicUpdate
@OptimisticLocking(type = OptimisticLockType.DIRTY)
class CardRow extends GuardedRow implements HoldsKey {
  /** Payer and card. */
  record Key(UUID payerId, UUID cardId) implements Serializable {}

  @Id UUID payerId;

  @Id UUID cardId;

  @Column(nullable = false)
  UUID bankId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  CardState state = CardState.WAITING;

  @Embedded WrappedKey key;

  @Column(nullable = false)
  byte[] record;

  @Column(nullable = false)
  byte[] display;

  @Column(nullable = false)
  int fingerprintVersion;

  @Column(nullable = false)
  byte[] fingerprint;

  @Column(nullable = false)
  Instant enteredAt = Instant.EPOCH;

  @Nullable Instant verifiedAt;

  /** While it stands nothing is paid with this card. */
  @Nullable Instant frozenAt;

  /** The payer's own choice among several; one at most. */
  @Column(nullable = false)
  boolean preferred;

  /** What the payer calls it, sealed under the payer's key. */
  byte @Nullable [] nickname;

  /** True if a payment may use it. */
  boolean usable() {
    return state.usable() && frozenAt == null;
  }

  CardBinding binding() {
    return new CardBinding(payerId, cardId, bankId);
  }

  @Override
  public WrappedKey wrappedKey() {
    return key;
  }

  @Override
  public void rewrapped(WrappedKey anew) {
    key = anew;
  }

  @Override
  public AssociatedData keyOwner() {
    return binding().owner();
  }

  @Override
  public String rowName() {
    return rowId();
  }

  @Override
  protected String table() {
    return "card";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.CARD, cardId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(payerId)
        .add(cardId)
        .add(bankId)
        .add(state)
        .add(key)
        .add(record)
        .add(display)
        .add((long) fingerprintVersion)
        .add(fingerprint)
        .add(enteredAt)
        .add(verifiedAt);
    // Only where the payer has set something: rows from before these columns check as they are.
    if (frozenAt != null || preferred || nickname != null) {
      deciding.add(frozenAt).add(preferred).add(nickname);
    }
  }
}
