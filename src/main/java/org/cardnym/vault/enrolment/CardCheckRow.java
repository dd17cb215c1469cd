package org.cardnym.vault.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
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

/** A card whose bank has sent its customer a code and waits for it. */
@Entity
@Table(name = "card_check")
@IdClass(CardCheckRow.Key.class)
class CardCheckRow extends GuardedRow {
  /** Payer and card. */
  record Key(UUID payerId, UUID cardId) implements Serializable {}

  @Id UUID payerId = new UUID(0, 0);

  @Id UUID cardId = new UUID(0, 0);

  @Column(nullable = false)
  UUID bankId = new UUID(0, 0);

  /** The verification that the bank answered with its reference. */
  @Column(nullable = false)
  UUID messageId = new UUID(0, 0);

  @Column(nullable = false)
  String reference = "";

  @Column(nullable = false)
  Instant askedAt = Instant.EPOCH;

  @Override
  protected String table() {
    return "card_check";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.CARD, cardId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(cardId).add(bankId).add(messageId).add(reference).add(askedAt);
  }
}
