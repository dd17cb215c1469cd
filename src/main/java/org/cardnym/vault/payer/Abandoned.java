package org.cardnym.vault.payer;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.Leases;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.PutOffRows;
import org.jboss.logging.Logger;

/**
 * Forgets registrations that were begun and left: the row, the data key, the name, and what other
 * rooms hold.
 */
@ApplicationScoped
class Abandoned {
  private static final Logger LOG = Logger.getLogger(Abandoned.class);
  private static final int BATCH = 200;
  private static final int BATCHES = 50;
  private static final int LEASE_SECONDS = 120;

  private final EntityManager entities;
  private final Payers payers;
  private final PayerKeys payerKeys;
  private final Aliases aliases;
  private final Keys keys;
  private final Leases leases;
  private final Audit audit;
  private final Clock clock;
  private final List<PayerLeaving> rooms;
  private final PutOffRows refused = new PutOffRows();

  Abandoned(
      EntityManager entities,
      Payers payers,
      PayerKeys payerKeys,
      Aliases aliases,
      Keys keys,
      Leases leases,
      Audit audit,
      Clock clock,
      @All List<PayerLeaving> rooms) {
    this.entities = entities;
    this.payers = payers;
    this.payerKeys = payerKeys;
    this.aliases = aliases;
    this.keys = keys;
    this.leases = leases;
    this.audit = audit;
    this.clock = clock;
    this.rooms = rooms;
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    if (!keys.open() || !leases.hold("abandoned-payers", LEASE_SECONDS)) {
      return;
    }
    Left last = new Left(new UUID(0, 0), Instant.EPOCH);
    for (int batch = 0; batch < BATCHES; batch++) {
      Left after = last;
      List<Left> left = QuarkusTransaction.requiringNew().call(() -> left(after));
      left.forEach(each -> look(each.payerId()));
      if (left.size() < BATCH) {
        return;
      }
      last = left.getLast();
    }
  }

  /** What the columns say; the row itself is checked when it is forgotten. */
  record Left(UUID payerId, Instant changedAt) {}

  private void look(UUID payerId) {
    if (refused.has(payerId, clock.instant())) {
      return;
    }
    try {
      QuarkusTransaction.requiringNew().run(() -> forget(payerId));
    } catch (RuntimeException failed) {
      refused.putOff(payerId, clock.instant());
      // The others must not wait for it; a row that does not check has raised its alarm already.
      LOG.warnf(
          "payer_not_forgotten payer=%s cause=%s",
          TypeId.of(IdKind.PAYER, payerId), failed.getClass().getSimpleName());
    }
  }

  private List<Left> left(Left after) {
    return entities
        .createQuery(
            "select new org.cardnym.vault.payer.Abandoned$Left(p.payerId, p.changedAt) from PayerRow p"
                + " where p.state = :pending and p.changedAt < :before and (p.changedAt > :at or p.changedAt = :at"
                + " and p.payerId > :id) order by p.changedAt, p.payerId",
            Left.class)
        .setParameter("pending", PayerState.PENDING)
        .setParameter("before", clock.instant().minus(PayerRow.PATIENCE))
        .setParameter("at", after.changedAt())
        .setParameter("id", after.payerId())
        .setMaxResults(BATCH)
        .getResultList();
  }

  private void forget(UUID payerId) {
    PayerRow row = payers.locked(payerId);
    if (!row.abandoned(clock.instant())) {
      return;
    }
    rooms.forEach(room -> room.leaving(payerId));
    aliases.withdraw(payerId);
    payerKeys.remove(payerId);
    entities.remove(row);
    audit.record(
        AuditEvent.done("vault", AuditAction.PAYER_FORGOTTEN, TypeId.of(IdKind.PAYER, payerId)));
  }
}
