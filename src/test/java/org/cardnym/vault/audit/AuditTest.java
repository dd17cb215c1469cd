package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class AuditTest {
  @Inject Audit audit;
  @Inject AuditTrail trail;
  @Inject Leases leases;
  @Inject EntityManager entities;

  @Test
  void anEntryStandsOrFallsWithItsTransaction() {
    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  audit.record(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "undone"));
                  throw new IllegalStateException("undone");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(about("undone")).isEmpty();
  }

  @Test
  void refusesToRecordOutsideOfATransaction() {
    assertThatThrownBy(
            () -> audit.record(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "alone")))
        .hasMessageContaining("ransaction");
  }

  @Test
  void everyEntrySoonStandsInASignedBatch() throws InterruptedException {
    audit.recordApart(
        AuditEvent.refused("client:x", AuditAction.ACCESS_REFUSED, "gathered")
            .with(Map.of("why", "test")));

    Object[] entry = gathered(Instant.now().plusSeconds(20));
    Object[] batch =
        row(
            "select entries, root, previous, hash, length(signature) from audit_batch where number = "
                + entry[0]);
    assertThat(batch[4]).isEqualTo(64);
    byte[] hash =
        EntryHash.batch(
            ((Number) entry[0]).longValue(),
            (Integer) batch[0],
            (byte[]) batch[1],
            (byte[]) batch[2]);
    assertThat(hash).isEqualTo((byte[]) batch[3]);
  }

  @Test
  void oneReplicaHoldsALeaseAtATime() {
    assertThat(leases.hold("test-lease", 30)).isTrue();
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery(
                    "update lease set holder = gen_random_uuid() where name = 'test-lease'")
                .executeUpdate());

    assertThat(leases.hold("test-lease", 30)).isFalse();
  }

  @Test
  void theRootOfABatchIsAMerkleTreeHash() throws Exception {
    byte[] a = {1};
    byte[] b = {2};
    byte[] c = {3};

    assertThat(EntryHash.root(List.of(a, b, c))).isEqualTo(node(node(a, b), c));
    assertThat(EntryHash.root(List.of(a))).isEqualTo(a);
  }

  private static byte[] node(byte[] left, byte[] right) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update((byte) 1);
    digest.update(left);
    digest.update(right);
    return digest.digest();
  }

  /** The entry's place, once the scheduled gathering has given it one. */
  private Object[] gathered(Instant until) throws InterruptedException {
    while (true) {
      Object[] entry =
          row("select batch, position, hash from audit_entry where subject = 'gathered'");
      if (entry[0] != null) {
        return entry;
      }
      assertThat(Instant.now()).isBefore(until);
      Thread.sleep(100);
    }
  }

  private List<AuditTrail.Entry> about(String subject) {
    return QuarkusTransaction.requiringNew().call(() -> trail.page(null, subject, 10));
  }

  private Object[] row(String query) {
    return QuarkusTransaction.requiringNew()
        .call(() -> (Object[]) entities.createNativeQuery(query, Object[].class).getSingleResult());
  }
}
