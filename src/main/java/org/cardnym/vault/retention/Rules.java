package org.cardnym.vault.retention;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The periods that operators have set. */
@ApplicationScoped
class Rules {
  /** Who set a period, when, and why. */
  record Set(Duration keep, Instant changedAt, String changedBy, String reason) {}

  private final EntityManager entities;
  private final Audit audit;
  private final Clock clock;

  Rules(EntityManager entities, Audit audit, Clock clock) {
    this.entities = entities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is set for a kind, read in a transaction of its own.
   *
   * @throws Refusal ROW_REFUSED: nothing is removed by a period that was written past the vault
   */
  Optional<Set> find(String kind) {
    return QuarkusTransaction.requiringNew()
        .call(() -> Optional.ofNullable(entities.find(RuleRow.class, kind)).map(Rules::set));
  }

  /** Sets a period that the kind's terms allow. */
  @Transactional
  void set(Terms terms, Duration keep, String actor, String reason) {
    if (!terms.allow(keep)) {
      throw new Refusal(
          ErrorCode.RETENTION_UNFIT,
          Map.of("least", Period.text(terms.least()), "most", Period.text(terms.most())));
    }
    RuleRow row = entities.find(RuleRow.class, terms.kind(), LockModeType.PESSIMISTIC_WRITE);
    boolean fresh = row == null;
    RuleRow target = row == null ? new RuleRow() : row;
    Duration before = row == null ? terms.keep() : Duration.ofSeconds(row.keepSeconds);
    target.kind = terms.kind();
    target.keepSeconds = keep.toSeconds();
    target.changedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    target.changedBy = actor;
    target.reason = reason;
    if (fresh) {
      persist(target);
    }
    audit.record(
        AuditEvent.done(actor, AuditAction.RETENTION_CHANGED, terms.kind())
            .with(Map.of("from", Period.text(before), "to", Period.text(keep), "reason", reason)));
  }

  /** Two operators at once may be the first; the database lets one of them pass. */
  private void persist(RuleRow row) {
    try {
      entities.persist(row);
      entities.flush();
    } catch (PersistenceException taken) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
  }

  private static Set set(RuleRow row) {
    return new Set(Duration.ofSeconds(row.keepSeconds), row.changedAt, row.changedBy, row.reason);
  }
}
