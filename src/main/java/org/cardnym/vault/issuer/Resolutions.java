package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Ends by hand what no bank answers, on evidence from elsewhere. The bank's own books still say
 * what they say; the next reconciliation holds them against this.
 */
@ApplicationScoped
public class Resolutions {
  private static final Set<ExchangeState> OPEN =
      Set.of(ExchangeState.SENDING, ExchangeState.WAITING);

  private final EntityManager entities;
  private final DatabaseClock database;
  private final Settlement settlement;

  Resolutions(EntityManager entities, DatabaseClock database, Settlement settlement) {
    this.entities = entities;
    this.database = database;
    this.settlement = settlement;
  }

  /** A reversal or refund that a bank still owes an answer to. */
  public record Owed(UUID messageId, Kind kind) {}

  /**
   * Those of a payment that can be ended so: tried at least once. An answer that comes after all to
   * one that was ended is not listened to any more.
   */
  @Transactional
  public List<Owed> owed(UUID paymentId) {
    return entities
        .createQuery(
            "select e from ExchangeRow e where e.familyId = :payment and e.state in :open and"
                + " e.kind in (:reversal, :refund) order by e.messageId",
            ExchangeRow.class)
        .setParameter("payment", paymentId)
        .setParameter("open", OPEN)
        .setParameter("reversal", Kind.REVERSAL)
        .setParameter("refund", Kind.REFUND)
        .getResultStream()
        .map(row -> new Owed(row.messageId, row.kind))
        .toList();
  }

  /**
   * Ends one of them, in the caller's transaction.
   *
   * @param outcome {@code REVERSED} of a reversal, {@code APPROVED} or {@code DECLINED} of a refund
   * @throws Refusal {@link ErrorCode#CONFLICT} where it is not owed any more
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void end(UUID paymentId, UUID messageId, Outcome outcome) {
    ExchangeRow row =
        Locked.fresh(entities, ExchangeRow.class, new ExchangeRow.Key(paymentId, messageId));
    if (row == null || !OPEN.contains(row.state) || !fits(row.kind, outcome)) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    settlement.close(row, outcome, database.now());
  }

  private static boolean fits(Kind kind, Outcome outcome) {
    return switch (kind) {
      case REVERSAL -> outcome == Outcome.REVERSED;
      case REFUND -> outcome == Outcome.APPROVED || outcome == Outcome.DECLINED;
      default -> false;
    };
  }
}
