package org.cardnym.vault.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Books;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.keys.PutOffRows;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Settles differences that nobody has to explain any more, each in a transaction of its own under
 * its lock: one that is not the vault's own has raised its alarm, and is passed over for a while.
 */
@ApplicationScoped
class Settling {
  private static final Logger LOG = Logger.getLogger(Settling.class);
  private static final String VAULT = "vault";
  private static final int BATCH = 1_000;
  private static final int BATCHES = 50;

  private final EntityManager entities;
  private final Books books;
  private final Clock clock;
  private final PutOffRows refused = new PutOffRows();

  Settling(EntityManager entities, Books books, Clock clock) {
    this.entities = entities;
    this.books = books;
    this.clock = clock;
  }

  /** What the columns say; the row itself is checked when it is settled. */
  record Open(UUID differenceId, UUID messageId) {}

  /** What the bank has acknowledged to be undone. */
  void undone() {
    UUID last = new UUID(0, 0);
    for (int batch = 0; batch < BATCHES; batch++) {
      UUID after = last;
      List<Open> open = QuarkusTransaction.requiringNew().call(() -> reversed(after));
      Set<UUID> said =
          QuarkusTransaction.requiringNew()
              .call(() -> books.saidUndone(open.stream().map(Open::messageId).toList()));
      open.stream()
          .filter(each -> said.contains(each.messageId()))
          .forEach(each ->
              settle(
                  each.differenceId(),
                  "reversed",
                  row ->
                      row.code == DifferenceCode.REVERSED_HERE
                          && books.undone(row.bankId, row.messageId)));
      if (open.size() < BATCH) {
        return;
      }
      last = open.getLast().differenceId();
    }
  }

  /** What this run, which has looked at everything of its time, has not seen again. */
  void gone(RunView run) {
    UUID last = new UUID(0, 0);
    for (int batch = 0; batch < BATCHES; batch++) {
      UUID after = last;
      List<UUID> unseen = QuarkusTransaction.requiringNew().call(() -> unseen(run, after));
      unseen.forEach(id -> settle(id, "gone", row -> !row.seenBy.equals(run.id())));
      if (unseen.size() < BATCH) {
        return;
      }
      last = unseen.getLast();
    }
  }

  private void settle(UUID differenceId, String why, Predicate<DifferenceRow> over) {
    if (refused.has(differenceId, clock.instant())) {
      return;
    }
    try {
      QuarkusTransaction.requiringNew().run(() -> settleIf(differenceId, why, over));
    } catch (Refusal notOurs) {
      refused.putOff(differenceId, clock.instant());
      LOG.errorf(
          "difference_refused row=%s code=%s",
          TypeId.of(IdKind.DIFFERENCE, differenceId), notOurs.code().wire());
    }
  }

  private void settleIf(UUID differenceId, String why, Predicate<DifferenceRow> over) {
    DifferenceRow row = Locked.fresh(entities, DifferenceRow.class, differenceId);
    if (row != null && row.state == DifferenceState.OPEN && over.test(row)) {
      row.settle(DatabaseTime.now(entities), VAULT, why);
    }
  }

  private List<Open> reversed(UUID after) {
    return entities
        .createQuery(
            "select new org.cardnym.vault.reconciliation.Settling$Open(d.differenceId, d.messageId)"
                + " from DifferenceRow d where d.state = :open and d.code = :reversed and"
                + " d.differenceId > :after order by d.differenceId",
            Open.class)
        .setParameter("open", DifferenceState.OPEN)
        .setParameter("reversed", DifferenceCode.REVERSED_HERE)
        .setParameter("after", after)
        .setMaxResults(BATCH)
        .getResultList();
  }

  private List<UUID> unseen(RunView run, UUID after) {
    return entities
        .createQuery(
            "select d.differenceId from DifferenceRow d where d.bankId = :bank and d.state = :open"
                + " and d.at >= :from and d.at < :until and d.seenBy <> :run and d.differenceId >"
                + " :after order by d.differenceId",
            UUID.class)
        .setParameter("bank", run.bankId())
        .setParameter("open", DifferenceState.OPEN)
        .setParameter("from", run.from())
        .setParameter("until", run.until())
        .setParameter("run", run.id())
        .setParameter("after", after)
        .setMaxResults(BATCH)
        .getResultList();
  }
}
