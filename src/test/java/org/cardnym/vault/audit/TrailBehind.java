package org.cardnym.vault.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.cardnym.vault.Tables;

/** A trail that nobody can sign for a while: whoever gathers waits for the note's lock. */
@ApplicationScoped
public class TrailBehind {
  private final Batches batches;
  private final AuditLag lag;
  private final EntityManager entities;
  private final Tables tables;
  private final ObjectMapper json;
  private final Clock clock;
  private final AuditSeal seal;
  private final Committed committed;

  TrailBehind(
      Batches batches,
      AuditLag lag,
      EntityManager entities,
      Tables tables,
      ObjectMapper json,
      Clock clock,
      AuditSeal seal,
      Committed committed) {
    this.batches = batches;
    this.lag = lag;
    this.entities = entities;
    this.tables = tables;
    this.json = json;
    this.clock = clock;
    this.seal = seal;
    this.committed = committed;
  }

  /** Runs the work while an entry has waited so long; signs it afterwards. */
  public void seconds(int age, Runnable work) {
    lockWhileNothingWaits();
    try {
      waits(age);
      QuarkusTransaction.requiringNew().run(lag::measure);
      work.run();
    } finally {
      QuarkusTransaction.rollback();
      batches.append();
      lag.measure();
    }
  }

  /** Writes an entry as the vault did so long ago. */
  void waits(int age) {
    var then =
        new Audit(entities, json, Clock.offset(clock, Duration.ofSeconds(-age)), seal, committed);
    String subject = "waits-" + UUID.randomUUID();
    QuarkusTransaction.requiringNew()
        .run(() -> then.record(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, subject)));
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
