package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody could do to the trail who writes the database, but holds no key. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class ForgedTrailTest {
  @Inject Audit audit;
  @Inject AuditHeads heads;
  @Inject AuditSeal seal;
  @Inject AuditSigner signer;
  @Inject AuditAlarm alarm;
  @Inject Batches batches;
  @Inject EntityManager entities;
  @Inject MeterRegistry meters;
  @Inject Tables tables;

  @BeforeEach
  void twoBatches() {
    for (int i = 0; i < 2; i++) {
      audit.recordApart(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "chain"));
      batches.append();
    }
    heads.look();
  }

  @Test
  void anEntryChangedBeforeItsBatchIsLeftOutAndAlarms() {
    String subject = "edited-" + UUID.randomUUID();
    double before = refused("audit_entry");
    undone(() -> {
      audit.record(AuditEvent.done("person:thief", AuditAction.POLICY_CHANGED, subject));
      write("update audit_entry set actor = 'person:scapegoat' where subject = ?1", subject);
      batches.append();

      assertThat(
              read("select refused and batch is null from audit_entry where subject = ?1", subject))
          .isEqualTo(true);
      assertThat(
              read(
                  "select count(*) from audit_entry where action = 'ROW_REFUSED' and subject ="
                      + " (select cast(entry_id as text) from audit_entry where subject = ?1)",
                  subject))
          .isEqualTo(1L);
    });
    assertThat(refused("audit_entry")).isEqualTo(before + 1);
  }

  @Test
  void anEntryWithItsHashMadeToFitIsLeftOutAsWell() {
    String subject = "rehashed-" + UUID.randomUUID();
    undone(() -> {
      audit.record(AuditEvent.done("person:thief", AuditAction.POLICY_CHANGED, subject));
      entities.flush();
      entities.clear();
      write("update audit_entry set actor = 'person:scapegoat' where subject = ?1", subject);
      AuditRow row =
          entities
              .createQuery("select r from AuditRow r where r.subject = ?1", AuditRow.class)
              .setParameter(1, subject)
              .getSingleResult();
      write("update audit_entry set hash = ?2 where subject = ?1", subject, EntryHash.of(row));
      entities.clear();
      batches.append();

      assertThat(read("select refused from audit_entry where subject = ?1", subject))
          .isEqualTo(true);
    });
  }

  @Test
  void anEntryTakenOutOfItsBatchAndChangedIsNotSignedAgain() {
    undone(() -> {
      write(
          "update audit_entry set batch = null, position = null, outcome = 'REFUSED'"
              + " where entry_id = (select entry_id from audit_entry where batch is not null"
              + " and subject = ?1 order by entry_id desc limit 1)",
          "chain");
      batches.append();

      assertThat(read("select count(*) from audit_entry where refused and subject = ?1", "chain"))
          .isEqualTo(1L);
    });
  }

  @Test
  void aRefusedEntryHoldsUpNoOther() {
    String bad = "bad-" + UUID.randomUUID();
    String good = "good-" + UUID.randomUUID();
    undone(() -> {
      audit.record(AuditEvent.done("vault", AuditAction.POLICY_CHANGED, bad));
      audit.record(AuditEvent.done("vault", AuditAction.POLICY_CHANGED, good));
      write("update audit_entry set facts = '{}', mac = ?2 where subject = ?1", bad, new byte[32]);
      batches.append();

      assertThat(read("select batch is not null from audit_entry where subject = ?1", good))
          .isEqualTo(true);
    });
  }

  @Test
  void noBatchIsSignedAfterAllWereDeleted() {
    refusesAfter(() -> write("delete from audit_batch"));
  }

  @Test
  void noBatchIsSignedAfterTheLastWasDeleted() {
    refusesAfter(this::cutLast);
  }

  @Test
  void noBatchIsSignedAfterTheLastWasChanged() {
    refusesAfter(() ->
        write(
            "update audit_batch set root = ?1 where number = (select max(number) from audit_batch)",
            new byte[32]));
    refusesAfter(() ->
        write(
            "update audit_batch set signature = ?1 where number = (select max(number) from"
                + " audit_batch)",
            new byte[64]));
  }

  @Test
  void noBatchIsSignedWithoutTheNote() {
    refusesAfter(() -> write("delete from audit_head"));
    refusesAfter(() -> {
      write("delete from audit_head");
      write("delete from audit_batch");
    });
  }

  @Test
  void noBatchIsSignedAfterTheNoteWasForged() {
    refusesAfter(() -> {
      cutLast();
      write(
          "update audit_head h set number = b.number, hash = b.hash from audit_batch b"
              + " where b.number = (select max(number) from audit_batch)");
    });
  }

  @Test
  void noBatchIsSignedAfterNoteAndBatchesWentBackTogether() {
    refusesAfter(() -> {
      cutLast();
      byte[] hash = (byte[]) read("select hash from audit_batch order by number desc limit 1");
      long number = ((Number) read("select max(number) from audit_batch")).longValue();
      // The note that the vault itself had sealed at that time.
      heads.note(new Head(number, hash));
    });
  }

  @Test
  void aReplicaThatStartsTrustsTheNoteOnly() {
    undone(() -> {
      var started = new AuditHeads(entities, seal, signer, alarm);
      assertThat(started.take()).isPresent();
      write("delete from audit_batch");
      assertThat(new AuditHeads(entities, seal, signer, alarm).take()).isEmpty();
    });
  }

  @Test
  void aSealFitsOneHashAndVersionOnly() {
    byte[] hash = new byte[32];
    byte[] mac = seal.seal(seal.version(), hash);

    assertThat(seal.verify(seal.version(), hash, mac)).isTrue();
    assertThat(seal.verify(seal.version() + 1, hash, mac)).isFalse();
    hash[0] = 1;
    assertThat(seal.verify(seal.version(), hash, mac)).isFalse();
  }

  /** Other tests write entries that say they are older. */
  @Test
  void theVaultsOwnEntriesBeginOnceTheKeysAreOpen() {
    Object first =
        tables.read(
            "select action from audit_entry where subject is null or subject not like 'waits-%'"
                + " order by entry_id limit 1");

    assertThat(List.of("KEYS_CREATED", "VAULT_UNSEALED")).contains((String) first);
    assertThat(tables.read("select count(*) from audit_entry where length(mac) <> 32"))
        .isEqualTo(0L);
  }

  private void refusesAfter(Runnable crime) {
    double before = refused("audit_head");
    undone(() -> {
      audit.record(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "after-the-crime"));
      crime.run();
      Object batchesLeft = read("select count(*) from audit_batch");
      batches.append();

      assertThat(read("select count(*) from audit_batch")).isEqualTo(batchesLeft);
      assertThat(
              read(
                  "select count(*) from audit_entry where batch is not null and subject = ?1",
                  "after-the-crime"))
          .isEqualTo(0L);
    });
    assertThat(refused("audit_head")).isGreaterThan(before);
  }

  private void cutLast() {
    write("delete from audit_batch where number = (select max(number) from audit_batch)");
  }

  /**
   * In a transaction that is undone; the scheduled gathering waits meanwhile for the note's lock.
   */
  private void undone(Runnable work) {
    QuarkusTransaction.begin();
    try {
      entities.createNativeQuery("select number from audit_head for update").getResultList();
      work.run();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private void write(String sql, Object... parameters) {
    // What the vault reads next comes from the database, as after another's commit.
    entities.flush();
    entities.clear();
    var query = entities.createNativeQuery(sql);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    query.executeUpdate();
  }

  private Object read(String sql, Object... parameters) {
    var query = entities.createNativeQuery(sql);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return query.getSingleResult();
  }

  private double refused(String table) {
    return meters.counter("cardnym_rows_refused", "table", table).count();
  }
}
