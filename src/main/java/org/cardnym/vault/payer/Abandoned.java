package org.cardnym.vault.payer;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.PutOffRows;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Tally;
import org.cardnym.vault.retention.Terms;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Forgets registrations that were begun and left: the row, the data key, the name, and what other
 * rooms hold.
 */
@ApplicationScoped
class Abandoned implements Purge {
  private static final Logger LOG = Logger.getLogger(Abandoned.class);
  private static final Terms TERMS =
      new Terms(
          "registrations",
          PayerRow.PATIENCE,
          PayerRow.PATIENCE,
          Duration.ofDays(1),
          Duration.ofMinutes(1));

  private final EntityManager entities;
  private final Payers payers;
  private final PayerKeys payerKeys;
  private final Aliases aliases;
  private final Audit audit;
  private final Clock clock;
  private final List<PayerLeaving> rooms;
  private final PutOffRows refused = new PutOffRows();

  Abandoned(
      EntityManager entities,
      Payers payers,
      PayerKeys payerKeys,
      Aliases aliases,
      Audit audit,
      Clock clock,
      @All List<PayerLeaving> rooms) {
    this.entities = entities;
    this.payers = payers;
    this.payerKeys = payerKeys;
    this.aliases = aliases;
    this.audit = audit;
    this.clock = clock;
    this.rooms = rooms;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    Left after = place == null ? new Left(new UUID(0, 0), Instant.EPOCH) : Left.at(place);
    List<Left> left = QuarkusTransaction.requiringNew().call(() -> left(before, after, most));
    var tally = new Tally();
    left.forEach(each -> look(each.payerId(), before, tally));
    return tally.batch(left.size() < most ? null : left.getLast().place());
  }

  /** What the columns say; the row itself is checked when it is forgotten. */
  record Left(UUID payerId, Instant changedAt) {
    static Left at(String place) {
      int split = place.indexOf(' ');
      return new Left(
          UUID.fromString(place.substring(0, split)), Instant.parse(place.substring(split + 1)));
    }

    String place() {
      return payerId + " " + changedAt;
    }
  }

  /** The others must not wait for it; a row that does not check has raised its alarm already. */
  private void look(UUID payerId, Instant before, Tally tally) {
    if (refused.has(payerId, clock.instant())) {
      tally.stays();
      return;
    }
    tally.remove(
        () -> forget(payerId, before),
        failed -> {
          refused.putOff(payerId, clock.instant());
          LOG.warnf(
              "payer_not_forgotten payer=%s cause=%s",
              TypeId.of(IdKind.PAYER, payerId), failed.getClass().getSimpleName());
        });
  }

  private List<Left> left(Instant before, Left after, int most) {
    return entities
        .createQuery(
            "select new org.cardnym.vault.payer.Abandoned$Left(p.payerId, p.changedAt) from PayerRow p"
                + " where p.state = :pending and p.changedAt < :before and (p.changedAt > :at or p.changedAt = :at"
                + " and p.payerId > :id) order by p.changedAt, p.payerId",
            Left.class)
        .setParameter("pending", PayerState.PENDING)
        .setParameter("before", before)
        .setParameter("at", after.changedAt())
        .setParameter("id", after.payerId())
        .setMaxResults(most)
        .getResultList();
  }

  private boolean forget(UUID payerId, Instant before) {
    PayerRow row = payers.locked(payerId);
    if (!row.abandoned(before)) {
      return false;
    }
    rooms.forEach(room -> room.leaving(payerId));
    aliases.withdraw(payerId);
    payerKeys.remove(payerId);
    entities.remove(row);
    audit.record(
        AuditEvent.done("vault", AuditAction.PAYER_FORGOTTEN, TypeId.of(IdKind.PAYER, payerId)));
    return true;
  }
}
