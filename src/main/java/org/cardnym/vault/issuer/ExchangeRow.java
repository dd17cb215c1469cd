package org.cardnym.vault.issuer;

import jakarta.persistence.Column;
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
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** One message and what became of it; all that a repeat needs, except the card. */
@Entity
@Table(name = "exchange")
@IdClass(ExchangeRow.Key.class)
class ExchangeRow extends GuardedRow {
  /** Family and message. */
  record Key(UUID familyId, UUID messageId) implements Serializable {}

  @Id UUID familyId;

  @Id UUID messageId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Family family;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Kind kind;

  @Column(nullable = false)
  UUID payerId;

  @Column(nullable = false)
  UUID cardId;

  @Column(nullable = false)
  UUID bankId;

  /** Of a reversal: the authorization that it undoes. */
  @Nullable UUID originalId;

  @Column(nullable = false)
  String content;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  ExchangeState state = ExchangeState.INTENDED;

  @Column(nullable = false)
  boolean uncertain;

  @Column(nullable = false)
  int transmissions;

  /** When the transmission under way counts as lost with its replica. */
  @Nullable Instant lostAfter;

  @Column(nullable = false)
  Instant intendedAt;

  @Column(nullable = false)
  Instant windowEnds;

  @Nullable Instant closedAt;

  @Enumerated(EnumType.STRING)
  @Nullable Outcome outcome;

  @Nullable String responseCode;

  @Nullable String approvalCode;

  @Nullable String reference;

  @Column(nullable = false)
  boolean holderAgreed;

  /** No part of the MAC, as a lease changes it alone; {@link Watch} mends it. */
  @Nullable Instant due;

  Key key() {
    return new Key(familyId, messageId);
  }

  String messageName() {
    return TypeId.of(IdKind.MESSAGE, messageId);
  }

  Standing standing() {
    return new Standing(kind, state, uncertain, transmissions, lostAfter, windowEnds);
  }

  /** For whoever asked; without an outcome yet it is unknown to them. */
  Settled settled() {
    return new Settled(
        kind,
        family,
        familyId,
        messageId,
        payerId,
        cardId,
        bankId,
        outcome == null ? Outcome.UNKNOWN : outcome,
        responseCode,
        approvalCode,
        reference,
        holderAgreed);
  }

  ExchangeView view() {
    return new ExchangeView(
        family,
        familyId,
        messageId,
        kind,
        bankId,
        state.name(),
        outcome,
        responseCode,
        transmissions,
        uncertain,
        intendedAt,
        closedAt);
  }

  @Override
  protected String table() {
    return "exchange";
  }

  @Override
  protected String rowId() {
    return messageName();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(familyId)
        .add(messageId)
        .add(family)
        .add(kind)
        .add(payerId)
        .add(cardId)
        .add(bankId)
        .add(originalId)
        .add(content)
        .add(state)
        .add(uncertain)
        .add((long) transmissions)
        .add(lostAfter)
        .add(intendedAt)
        .add(windowEnds)
        .add(closedAt)
        .add(outcome)
        .add(responseCode)
        .add(approvalCode)
        .add(reference)
        .add(holderAgreed);
  }
}
