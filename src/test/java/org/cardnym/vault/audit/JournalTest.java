package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.Journal.Kept;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What must outlive the database is in the file, and only that. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class JournalTest {
  @Inject Audit audit;
  @Inject Batches batches;
  @Inject Journal journal;
  @Inject TrailWitness witness;
  @Inject AuditSeal seal;

  @ConfigProperty(name = "cardnym.audit.journal-file")
  Path file;

  @ConfigProperty(name = "cardnym.audit.heads-file")
  Path heads;

  private static final String RECOVERY = "rst_" + "a".repeat(26);

  private final String payer = TypeId.of(IdKind.PAYER, UUID.randomUUID());
  private final String card = TypeId.of(IdKind.CARD, UUID.randomUUID());

  @Test
  void whatTightensIsKeptWithIdentifiersOnly() throws IOException {
    happened(AuditEvent.done("payer:" + payer, AuditAction.SIGNED_IN, payer));
    happened(
        AuditEvent.done("person:op-1", AuditAction.PAYER_LOCKED, payer)
            .with(Map.of("reason", "told-by-phone")));
    happened(
        AuditEvent.done("payer:" + payer, AuditAction.CARD_REMOVED, card)
            .with(Map.of("payer", payer)));

    assertThat(kept())
        .containsExactly(
            new Kept(AuditAction.PAYER_LOCKED, payer, payer),
            new Kept(AuditAction.CARD_REMOVED, card, payer));
    assertThat(Files.readString(file)).doesNotContain("told-by-phone", "op-1", "SIGNED_IN");
  }

  @Test
  void anotherProcessGoesOnWhereTheFileEnds() throws IOException {
    happened(AuditEvent.done("vault", AuditAction.PAYER_LEFT, payer));
    List<String> before = Files.readAllLines(file);

    Path end = Files.createTempFile("journal", "");
    Files.copy(file, end, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    long reach = JournalEnd.of(end, seal).reach();
    TrailPlace place = JournalEnd.of(end, seal).place();

    assertThat(before.getLast()).startsWith("journal_upto ");
    assertThat(place).isEqualTo(TrailPlace.before(reach + 1));
    Files.writeString(end, "journal batch=1", StandardOpenOption.APPEND);
    assertThat(JournalEnd.of(end, seal).place()).isEqualTo(place);
    HeadsFile.append(end, JournalLine.restored(0, RECOVERY));
    assertThat(Files.readString(end))
        .endsWith("journal batch=1\njournal_restored batch=0 recovery=" + RECOVERY + "\n");
    assertThat(JournalEnd.of(end, seal).place()).isEqualTo(TrailPlace.before(1));
    Files.delete(end);
  }

  @Test
  void theFileSaysHowFarItGoesAndGrowsByWhatHappenedOnly() throws IOException {
    happened(AuditEvent.done("vault", AuditAction.PAYER_LEFT, payer));
    long reach = reach();
    long length = Files.size(file);

    happened(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "marked"));

    assertThat(reach()).isGreaterThan(reach);
    assertThat(Files.size(file)).isEqualTo(length);
    assertThat(kept()).hasSize(1);
  }

  /** Nobody can make a journal go further than the vault has written. */
  @Test
  void onlyTheVaultsOwnMarkSaysHowFarAFileGoes() throws IOException {
    happened(AuditEvent.done("vault", AuditAction.PAYER_LEFT, payer));
    String line =
        Files.readAllLines(file).stream()
            .filter(each -> each.contains(payer))
            .findFirst()
            .orElseThrow();
    String mark = JournalLine.mark(40, seal);

    assertThat(of(mark + line + "\n").reach()).isEqualTo(40);
    assertThat(of(line.replaceFirst("batch=[0-9]+", "batch=99") + "\n").reach()).isZero();
    String forged = mark.replace("batch=000000000000000040", "batch=000000000000000099");
    assertThat(of(forged).reach()).isZero();
    assertThat(of(forged).place()).isEqualTo(TrailPlace.before(1));
    assertThat(JournalLine.isNote(forged.strip())).isTrue();
  }

  @Test
  void whatIsWrittenAfterARestoreMakesAFileGoNoFurther() throws IOException {
    String next = RECOVERY.replace('a', 'b');
    JournalEnd end =
        of(
            JournalLine.mark(50, seal)
                + JournalLine.restored(40, RECOVERY)
                + JournalLine.mark(45, seal)
                + JournalLine.restored(42, next)
                + JournalLine.mark(47, seal)
                + JournalLine.restored(42, next));

    assertThat(end.reach(RECOVERY)).isEqualTo(50);
    assertThat(end.reach(next)).isEqualTo(45);
    assertThat(end.reach("rst_other")).isEqualTo(42);
    assertThat(end.place()).isEqualTo(TrailPlace.before(43));
    assertThat(end.knows(new Journal.Restored(next, 42))).isTrue();
    assertThat(end.knows(new Journal.Restored(next, 41))).isFalse();
    JournalEnd before = of("journal_restored batch=7\n");
    assertThat(before.knows(new Journal.Restored(RECOVERY, 7))).isFalse();
    assertThat(before.place()).isEqualTo(TrailPlace.before(1));
  }

  private JournalEnd of(String text) throws IOException {
    Path copy = Files.createTempFile("journal", "");
    try {
      Files.writeString(copy, text);
      return JournalEnd.of(copy, seal);
    } finally {
      Files.delete(copy);
    }
  }

  private long reach() {
    return journal.reach("rst_none").orElseThrow();
  }

  @Test
  void aLineThatTheVaultDidNotWriteSoIsNoneOfItsOwn() throws IOException {
    happened(AuditEvent.done("person:op-1", AuditAction.PAYER_LOCKED, payer));
    String line =
        Files.readAllLines(file).stream()
            .filter(each -> each.contains(payer))
            .findFirst()
            .orElseThrow();

    assertThat(JournalLine.genuine(line, seal)).isPresent();
    String other = TypeId.of(IdKind.PAYER, UUID.randomUUID());
    assertThat(JournalLine.genuine(line.replace(payer, other), seal)).isEmpty();
    assertThat(JournalLine.genuine(line.replace("PAYER_LOCKED", "PAYER_LEFT"), seal)).isEmpty();
    assertThat(JournalLine.genuine(line.substring(0, line.length() - 1), seal)).isEmpty();
  }

  @Test
  void aHeadThatTheDatabaseLacksIsMissed() throws IOException {
    happened(AuditEvent.done("vault", AuditAction.MERCHANT_ADDED, "heard"));
    TrailWitness.Heard before = witness.hear();
    assertThat(before.missing()).isFalse();
    assertThat(before.kept()).isPositive();
    String ahead = "audit_head number=%d count=1 hash=%s\n";
    long length = Files.size(heads);

    for (String head :
        List.of(
            ahead.formatted(before.number() + 1_000, "ab".repeat(32)),
            ahead.formatted(1, "ab".repeat(32)))) {
      Optional<TrailWitness.Heard> heard = hearing(head, length);

      assertThat(heard.orElseThrow().missing()).isTrue();
      assertThat(heard.orElseThrow().whole()).isFalse();
    }
  }

  /** What is heard with this head at the file's end, by a bean that nobody else asks. */
  private Optional<TrailWitness.Heard> hearing(String head, long length) throws IOException {
    Path copy = Files.createTempFile("heads", "");
    Files.write(copy, java.util.Arrays.copyOf(Files.readAllBytes(heads), (int) length));
    Files.writeString(copy, head, StandardOpenOption.APPEND);
    try {
      var other =
          new TrailWitness(
              entities,
              new HeadsFile(
                  Optional.of(copy),
                  new io.micrometer.core.instrument.simple.SimpleMeterRegistry()));
      return Optional.of(QuarkusTransaction.requiringNew().call(other::hear));
    } finally {
      Files.delete(copy);
    }
  }

  @Inject jakarta.persistence.EntityManager entities;

  private void happened(AuditEvent event) {
    audit.recordApart(event);
    QuarkusTransaction.requiringNew().run(batches::append);
    journal.follow();
  }

  private List<Kept> kept() {
    var mine = new ArrayList<Kept>();
    assertThat(
            journal.read(each -> {
              if (each.payer().equals(payer)) {
                mine.add(each);
              }
            }))
        .hasValue(0);
    return mine;
  }
}
