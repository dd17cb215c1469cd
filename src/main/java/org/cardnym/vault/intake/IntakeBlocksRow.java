package org.cardnym.vault.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** The digests of a file's blocks; beside its row, as that one changes with each block. */
@Entity
@Table(name = "intake_blocks")
class IntakeBlocksRow extends GuardedRow {
  @Id UUID intakeId = new UUID(0, 0);

  @Column(nullable = false)
  byte[] digests = new byte[0];

  @Override
  protected String table() {
    return "intake_blocks";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.INTAKE, intakeId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(intakeId).add(digests);
  }
}
