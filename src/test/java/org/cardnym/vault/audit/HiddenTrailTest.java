package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody keeps an entry out of the signed trail by writing the database without being noticed. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class HiddenTrailTest {
  private static final String[] HIDING = {
    "refused = true",
    "batch = 999999999, position = 0",
    "batch = -1, position = 0",
    "batch = (select max(number) from audit_batch), position = 1000000",
    "batch = (select max(number) from audit_batch), position = null",
    "batch = (select max(number) from audit_batch), position = -1, refused = true"
  };

  @Inject Audit audit;
  @Inject Batches batches;
  @Inject Committed committed;
  @Inject CommittedWatch own;
  @Inject TrailWatch watch;
  @Inject EntityManager entities;
  @Inject Tables tables;
  @Inject Alarms alarms;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void anEntryOfAnotherReplicaThatIsHiddenAlarmsAndIsSigned(int how) {
    signed("a batch to hide in");
    UUID entry = hidden("update audit_entry set " + HIDING[how] + " where entry_id = ?1", true);

    walkToTheNewest();

    alarms.await(entry.toString());
    assertSigned(entry);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void anOwnEntryThatIsHiddenAlarmsAndIsSigned(int how) {
    signed("a batch to hide in");
    UUID entry = hidden("update audit_entry set " + HIDING[how] + " where entry_id = ?1", false);

    own.look();

    alarms.await(entry.toString());
    assertSigned(entry);
  }

  @Test
  void anOwnEntryThatIsDeletedAlarmsAndIsWrittenAgain() {
    UUID entry = hidden("delete from audit_entry where entry_id = ?1", false);

    own.look();

    alarms.await(entry.toString());
    assertSigned(entry);
  }

  @Test
  void anEntryDeletedFromItsBatchAlarms() {
    UUID entry = signed("deleted later");
    long batch = batchOf(entry);
    tables.write("delete from audit_entry where entry_id = ?1", entry);

    countToTheLast();

    alarms.await(Long.toString(batch));
  }

  @Test
  void anEntryTakenOutOfItsBatchAlarms() {
    UUID entry = signed("taken out");
    long batch = batchOf(entry);
    tables.write("update audit_entry set batch = null, position = null where entry_id = ?1", entry);

    countToTheLast();

    alarms.await(Long.toString(batch));
  }

  @Test
  void aSignedEntryThatIsChangedAlarmsOnce() {
    UUID entry = signed("changed later");
    tables.write("update audit_entry set actor = 'person:scapegoat' where entry_id = ?1", entry);

    walkToTheNewest();
    alarms.await(entry.toString());
    UUID later = signed("changed after it");
    tables.write("update audit_entry set actor = 'person:scapegoat' where entry_id = ?1", later);
    walkToTheNewest();
    alarms.await(later.toString());

    assertThat(alarms.count(entry.toString())).isOne();
    for (UUID changed : List.of(entry, later)) {
      tables.write("update audit_entry set actor = 'vault' where entry_id = ?1", changed);
    }
  }

  @Test
  void aBatchWhoseSignatureIsChangedAlarms() {
    UUID entry = signed("in a forged batch");
    long batch = batchOf(entry);
    signed("in a later batch");
    tables.write(
        "update audit_batch set signature = ?2 where number = ?1 and number <"
            + " (select max(number) from audit_batch)",
        batch,
        new byte[64]);

    walkToTheNewest();

    alarms.await(Long.toString(batch));
  }

  @Test
  void aSignedEntryMarkedAsRefusedKeepsItsBatch() {
    UUID entry = signed("marked");
    long batch = batchOf(entry);
    tables.write("update audit_entry set refused = true where entry_id = ?1", entry);

    walkToTheNewest();

    alarms.await(entry.toString());
    assertThat(batchOf(entry)).isEqualTo(batch);
    assertThat(tables.read("select refused from audit_entry where entry_id = ?1", entry))
        .isEqualTo(false);
  }

  @Test
  void aForgedEntryThatWasSetAsideStaysThere() {
    UUID entry =
        hidden("update audit_entry set refused = true, actor = 'x' where entry_id = ?1", true);

    walkToTheNewest();

    assertThat(tables.read("select refused from audit_entry where entry_id = ?1", entry))
        .isEqualTo(true);
  }

  @Test
  void whatStandsAsItShouldRaisesNoAlarm() {
    UUID entry = signed("as it should");

    own.look();
    walkToTheNewest();
    countToTheLast();

    assertSigned(entry);
    assertThat(
            tables.read(
                "select count(*) from audit_entry where action = 'ROW_REFUSED' and subject = ?1",
                entry.toString()))
        .isEqualTo(0L);
    assertThat(committed.after(new UUID(0, 0), 10_000)).noneMatch(row -> row.entryId.equals(entry));
  }

  /** A tick looks at some thousands; other tests leave more. */
  private void walkToTheNewest() {
    while (!watch.walk()) {
      // It goes on where it ended.
    }
  }

  private void countToTheLast() {
    while (!watch.count()) {
      // It goes on where it ended.
    }
  }

  /** A new entry in a signed batch. */
  private UUID signed(String about) {
    String subject = about.replace(' ', '-') + "-" + UUID.randomUUID();
    audit.recordApart(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, subject));
    batches.append();
    return (UUID) tables.read("select entry_id from audit_entry where subject = ?1", subject);
  }

  /** A new entry to which somebody does this before it is gathered, which waits for the note. */
  private UUID hidden(String crime, boolean another) {
    String subject = "hidden-" + UUID.randomUUID();
    QuarkusTransaction.begin();
    try {
      entities.createNativeQuery("select number from audit_head for update").getResultList();
      audit.recordApart(AuditEvent.done("person:thief", AuditAction.POLICY_CHANGED, subject));
      var entry =
          (UUID) tables.read("select entry_id from audit_entry where subject = ?1", subject);
      if (another) {
        committed.forget(List.of(entry));
      }
      assertThat(tables.write(crime, entry)).isOne();
      return entry;
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private void assertSigned(UUID entry) {
    batches.append();
    assertThat(
            tables.read(
                "select count(*) from audit_entry e join audit_batch b on b.number = e.batch"
                    + " where e.entry_id = ?1 and e.position between 0 and b.entries - 1"
                    + " and not e.refused",
                entry))
        .isEqualTo(1L);
  }

  private long batchOf(UUID entry) {
    return ((Number) tables.read("select batch from audit_entry where entry_id = ?1", entry))
        .longValue();
  }
}
