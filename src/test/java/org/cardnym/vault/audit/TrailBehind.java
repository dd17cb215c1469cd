package org.cardnym.vault.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.cardnym.vault.Tables;

/** A trail that nobody can sign for a while: whoever gathers waits for the note's lock. */
@ApplicationScoped
public class TrailBehind {
  private final Audit audit;
  private final Batches batches;
  private final AuditLag lag;
  private final EntityManager entities;
  private final Tables tables;

  TrailBehind(Audit audit, Batches batches, AuditLag lag, EntityManager entities, Tables tables) {
    this.audit = audit;
    this.batches = batches;
    this.lag = lag;
    this.entities = entities;
    this.tables = tables;
  }

  /** Runs the work while an entry has waited so long; signs it afterwards. */
  public void seconds(int age, Runnable work) {
    String subject = "waits-" + UUID.randomUUID();
    String shift = "update audit_entry set at = at %s make_interval(secs => ?2) where subject = ?1";
    lockWhileNothingWaits();
    try {
      audit.recordApart(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, subject));
      tables.write(shift.formatted("-"), subject, (double) age);
      QuarkusTransaction.requiringNew().run(lag::measure);
      work.run();
    } finally {
      tables.write(shift.formatted("+"), subject, (double) age);
      QuarkusTransaction.rollback();
      batches.append();
      lag.measure();
    }
  }

  /** What a test before this one left to be signed would be older. */
  private void lockWhileNothingWaits() {
    while (true) {
      batches.append();
      QuarkusTransaction.begin();
      entities.createNativeQuery("select number from audit_head for update").getResultList();
      if (tables
          .read("select count(*) from audit_entry where batch is null and not refused")
          .equals(0L)) {
        return;
      }
      QuarkusTransaction.rollback();
    }
  }
}
