package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Heads leave the database, and only those that are in it. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class SignedHeadsTest {
  @Inject Audit audit;
  @Inject Batches batches;
  @Inject EntityManager entities;
  @Inject Tables tables;

  @ConfigProperty(name = "cardnym.audit.heads-file")
  Path file;

  @Test
  void aHeadIsInTheFileOnceItsBatchIsCommitted() throws IOException {
    audit.recordApart(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "head"));
    QuarkusTransaction.requiringNew().run(batches::append);

    assertThat(linesOf(last())).hasSize(1);
  }

  @Test
  void aHeadThatNeverCameToBeLeavesNoTrace() throws IOException {
    QuarkusTransaction.begin();
    long undone;
    try {
      entities.createNativeQuery("select number from audit_head for update").getResultList();
      audit.record(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "undone"));
      batches.append();
      undone =
          ((Number)
                  entities
                      .createNativeQuery("select max(number) from audit_batch")
                      .getSingleResult())
              .longValue();
      assertThat(linesOf(undone)).isEmpty();
    } finally {
      QuarkusTransaction.rollback();
    }

    audit.recordApart(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "done"));
    QuarkusTransaction.requiringNew().run(batches::append);

    byte[] hash = (byte[]) tables.read("select hash from audit_batch where number = ?1", undone);
    assertThat(linesOf(undone))
        .singleElement()
        .asString()
        .endsWith("hash=" + HexFormat.of().formatHex(hash));
  }

  private long last() {
    return ((Number) tables.read("select max(number) from audit_batch")).longValue();
  }

  private List<String> linesOf(long number) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("audit_head number=" + number + " "))
        .toList();
  }
}
