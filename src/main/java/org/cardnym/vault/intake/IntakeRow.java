package org.cardnym.vault.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** One file that two people have signed for, and how far it is. Kept, so that none comes twice. */
@Entity
@Table(name = "intake")
class IntakeRow extends GuardedRow {
  @Id UUID intakeId = new UUID(0, 0);

  @Column(nullable = false)
  UUID bankId = new UUID(0, 0);

  /** The bank's id of it. */
  @Column(nullable = false)
  String file = "";

  @Column(nullable = false)
  String digest = "";

  @Column(nullable = false)
  int lines;

  /** Blocks that were taken. */
  @Column(nullable = false)
  int done;

  /** Lines that became payers. */
  @Column(nullable = false)
  int imported;

  @Column(nullable = false)
  String openedBy = "";

  @Column(nullable = false)
  Instant openedAt = Instant.EPOCH;

  @Nullable Instant endedAt;

  int taken() {
    return Math.min(lines, done * Blocks.LINES);
  }

  IntakeView view() {
    return new IntakeView(
        intakeId,
        bankId,
        file,
        digest,
        lines,
        Blocks.count(lines),
        done,
        imported,
        taken() - imported,
        openedBy,
        openedAt,
        endedAt);
  }

  @Override
  protected String table() {
    return "intake";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.INTAKE, intakeId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(intakeId).add(bankId).add(file).add(digest).add((long) lines).add((long) done);
    deciding.add((long) imported).add(openedBy).add(openedAt).add(endedAt);
  }
}
