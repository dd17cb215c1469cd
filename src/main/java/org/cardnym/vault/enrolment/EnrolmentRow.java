package org.cardnym.vault.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** How far a payer's registration has come. */
@Entity
@Table(name = "enrolment")
class EnrolmentRow extends GuardedRow {
  @Id UUID payerId = new UUID(0, 0);

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Step step = Step.CONFIRM;

  @Override
  protected String table() {
    return "enrolment";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.PAYER, payerId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(step);
  }
}
