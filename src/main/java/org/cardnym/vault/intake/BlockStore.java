package org.cardnym.vault.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Envelopes;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.standing.Recoveries;
import org.jspecify.annotations.Nullable;

/** Knows the blocks that were signed for, and makes payers of what they hold. */
@ApplicationScoped
class BlockStore {
  /** What is written at once: each write looks at all that the transaction has touched. */
  private static final int AT_ONCE = 10;

  private final EntityManager entities;
  private final Payers payers;
  private final Cards cards;
  private final Audit audit;
  private final AuditLag lag;
  private final Clock clock;
  private final Recoveries recoveries;
  private final Envelopes envelopes;

  BlockStore(
      EntityManager entities,
      Payers payers,
      Cards cards,
      Audit audit,
      AuditLag lag,
      Clock clock,
      Recoveries recoveries,
      Envelopes envelopes) {
    this.recoveries = recoveries;
    this.envelopes = envelopes;
    this.entities = entities;
    this.payers = payers;
    this.cards = cards;
    this.audit = audit;
    this.lag = lag;
    this.clock = clock;
  }

  /**
   * The block's lines.
   *
   * @throws Refusal {@link ErrorCode#IMPORT_OTHER_FILE} if it is not the one that was signed for
   */
  @Transactional
  public List<byte[]> require(IntakeView intake, int block, byte[] bytes) {
    IntakeBlocksRow row = entities.find(IntakeBlocksRow.class, intake.id());
    if (row == null || !Blocks.kept(row.digests).holds(block, bytes)) {
      throw new Refusal(ErrorCode.IMPORT_OTHER_FILE);
    }
    int wanted = Math.min(Blocks.LINES, intake.lines() - block * Blocks.LINES);
    List<byte[]> lines = Blocks.lines(bytes, wanted);
    if (lines.isEmpty()) {
      throw new Refusal(ErrorCode.IMPORT_OTHER_FILE);
    }
    return lines;
  }

  /** Keeps what a block brings, unless it was taken meanwhile; in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(UUID intakeId, int block, List<Customer> customers) {
    lag.requireCurrent();
    recoveries.requireServing();
    IntakeView intake = locked(intakeId).view();
    if (intake.done() != block) {
      return;
    }
    // The key's version is the last thing that it takes: enrolments never wait for a block.
    envelopes.together(() -> taken(intake, customers));
  }

  /** How many of them were moved in; the rows are written. */
  private int taken(IntakeView intake, List<Customer> customers) {
    int imported = 0;
    for (int i = 0; i < customers.size(); i++) {
      String fault = moveIn(intake, customers.get(i));
      if (fault == null) {
        imported++;
      } else {
        refuse(intake.id(), customers.get(i).line(), fault);
      }
      if (i % AT_ONCE == AT_ONCE - 1) {
        entities.flush();
        entities.clear();
      }
    }
    entities.flush();
    IntakeRow row = locked(intake.id());
    row.done++;
    row.imported += imported;
    if (row.done == intake.blocks()) {
      end(row);
    }
    return imported;
  }

  /** The code of why it is not taken, or null. */
  private @Nullable String moveIn(IntakeView intake, Customer customer) {
    Customer.Fit fit = customer.fit();
    if (fit == null) {
      return customer.fault();
    }
    Map<String, String> facts =
        Map.of(
            "bank",
            TypeId.of(IdKind.BANK, intake.bankId()),
            "import",
            TypeId.of(IdKind.INTAKE, intake.id()));
    Optional<UUID> payerId = payers.moveIn(fit.email(), fit.zone(), fit.alias(), facts);
    if (payerId.isEmpty()) {
      return ErrorCode.ALIAS_TAKEN.wire();
    }
    cards.keepVouched(fit.card(), payerId.get(), intake.bankId(), facts);
    return null;
  }

  private void end(IntakeRow row) {
    row.endedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    audit.record(
        AuditEvent.done("vault", AuditAction.IMPORT_ENDED, row.rowId())
            .with(
                Map.of(
                    "imported",
                    Integer.toString(row.imported),
                    "refused",
                    Integer.toString(row.lines - row.imported))));
  }

  private void refuse(UUID intakeId, int line, String code) {
    entities
        .createNativeQuery(
            "insert into intake_refusal (intake_id, line, code) values (:intake, :line, :code)")
        .setParameter("intake", intakeId)
        .setParameter("line", line)
        .setParameter("code", code)
        .executeUpdate();
  }

  private IntakeRow locked(UUID intakeId) {
    IntakeRow row = entities.find(IntakeRow.class, intakeId, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }
}
