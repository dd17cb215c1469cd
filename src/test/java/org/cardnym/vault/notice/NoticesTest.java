package org.cardnym.vault.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
class NoticesTest {
  private static final Map<String, String> FACTS = Map.of("at", "2026-11-22 10:00 UTC");

  private static final List<NoticeKind> MANY =
      List.of(
          NoticeKind.CARD_ADDED,
          NoticeKind.CARD_REMOVED,
          NoticeKind.UNFROZEN,
          NoticeKind.NEW_PASSKEY);

  @Inject Notices notices;
  @Inject NoticeSender sender;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject MeterRegistry meters;

  @Test
  void mailComesOnceWithItsFacts() throws Exception {
    UUID payer = TestPayers.begun(payers);
    try (Inbox inbox = Inbox.open()) {
      queue(payer, NoticeKind.CARD_ADDED, FACTS);

      Message mail = inbox.await(payers.email(payer));
      until(() -> waiting(payer) == 0);

      assertThat(inbox.to(payers.email(payer))).hasSize(1);
      assertThat(mail.getSubject()).isEqualTo("A card was added to your Cardnym account");
      assertThat(mail.getFrom()[0].toString()).isEqualTo("Cardnym <no-reply@vault.example>");
      assertThat(mail.getContentType()).startsWith("text/plain");
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(Inbox.text(mail))
          .startsWith("A card was added to your Cardnym account on 2026-11-22 10:00 UTC.");
    }
  }

  @Test
  void everyKindHasItsText() {
    UUID payer = TestPayers.begun(payers);
    try (Inbox inbox = Inbox.open()) {
      var kinds = Stream.of(NoticeKind.values()).filter(k -> k.channel() == Channel.MAIL).toList();
      for (NoticeKind kind : kinds) {
        var facts = new java.util.TreeMap<String, String>();
        kind.facts().forEach(name -> facts.put(name, "the-" + name));
        queue(payer, kind, facts);
      }

      for (Message mail : inbox.await(payers.email(payer), kinds.size())) {
        assertThat(Inbox.text(mail))
            .contains("the-")
            .doesNotContain("{")
            .doesNotContain("NOT_FOUND");
      }
    }
  }

  @Test
  void mailComesOnceThoughManyReplicasSend() throws Exception {
    UUID payer = TestPayers.begun(payers);
    double failed = counted("failed");
    try (Inbox inbox = Inbox.open();
        var replicas = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 10; i++) {
        for (NoticeKind kind : MANY) {
          queue(payer, kind, FACTS);
        }
      }
      for (int i = 0; i < 12; i++) {
        replicas.submit(sender::run);
      }
      until(() -> waiting(payer) == 0);

      var ids = new HashSet<String>();
      for (Message mail : inbox.to(payers.email(payer))) {
        ids.add(mail.getHeader("Message-ID")[0]);
      }
      assertThat(inbox.to(payers.email(payer))).hasSize(40);
      assertThat(ids).hasSize(40).allMatch(id -> id.endsWith("@vault.example>"));
    }
    assertThat(counted("failed")).as("tries that failed").isEqualTo(failed);
  }

  @Test
  void aFloodOfOneKindEndsWithAMailThatSaysSoAndUsesUpNoOtherKind() {
    UUID payer = TestPayers.begun(payers);
    var lock = Map.of("proof", "password and code", "minutes", "30");
    double held = counted(NoticeKind.LOCKED, "held_back");
    try (Inbox inbox = Inbox.open()) {
      for (int i = 0; i < 23; i++) {
        queue(payer, NoticeKind.LOCKED, lock);
      }
      until(() -> waiting(payer) == 0);
      queue(payer, NoticeKind.NEW_PASSKEY, FACTS);
      inbox.await(payers.email(payer), "A passkey was added");

      assertThat(saying(inbox, payer, "Somebody tried")).isEqualTo(20);
      assertThat(saying(inbox, payer, "the last of them")).isEqualTo(1);
      until(() -> counted(NoticeKind.LOCKED, "held_back") == held + 3);
    }
  }

  @Test
  void oneMoreMailOfAKindIsHeldBackForOnePayerAndNotForAnother() {
    UUID flooded = TestPayers.begun(payers);
    UUID other = TestPayers.begun(payers);
    try (Inbox inbox = Inbox.open()) {
      for (int i = 0; i < 21; i++) {
        queue(flooded, NoticeKind.CARD_ADDED, FACTS);
      }
      until(() -> waiting(flooded) == 0);
      queue(other, NoticeKind.CARD_ADDED, FACTS);

      inbox.await(payers.email(other));
      assertThat(saying(inbox, flooded, "A card was added")).isEqualTo(20);
      assertThat(saying(inbox, other, "the last of them")).isZero();
    }
  }

  @Test
  void codesThatWereMadeAreSentHoweverMany() {
    UUID payer = TestPayers.begun(payers);
    var facts = Map.of("code", "12345678", "minutes", "10", "number", "07", "browser", "?, ?");
    try (Inbox inbox = Inbox.open()) {
      for (int i = 0; i < 22; i++) {
        queue(payer, NoticeKind.RECOVERY_CODE, facts);
      }

      inbox.await(payers.email(payer), "wants to set a new password", 22);
    }
  }

  @Test
  void aMailThatIsTriedAgainIsCountedOnce() {
    UUID payer = TestPayers.begun(payers);
    queue(payer, NoticeKind.CARD_ADDED, FACTS);
    until(() -> tries(payer) > 0 && postponed(payer));
    try (Inbox inbox = Inbox.open()) {
      for (int i = 0; i < 19; i++) {
        queue(payer, NoticeKind.CARD_ADDED, FACTS);
      }
      due(payer);
      until(() -> waiting(payer) == 0);

      assertThat(saying(inbox, payer, "A card was added")).isEqualTo(20);
    }
  }

  @Test
  void mailWaitsWhileTheServerIsDown() {
    UUID payer = TestPayers.begun(payers);
    queue(payer, NoticeKind.CARD_ADDED, FACTS);
    until(() -> tries(payer) > 0 && postponed(payer));
    assertThat(waiting(payer)).isEqualTo(1);

    try (Inbox inbox = Inbox.open()) {
      due(payer);

      inbox.await(payers.email(payer));
      until(() -> waiting(payer) == 0);
      assertThat(inbox.to(payers.email(payer))).hasSize(1);
    }
  }

  @Test
  void aServerThatCameBackGetsEachMailAtTheFirstTry() {
    var facts = Map.of("merchant", "Kiln & Cup", "amount", "EUR 19.99", "at", "10:00 UTC");
    double failed = failed();
    for (int restart = 0; restart < 3; restart++) {
      UUID payer = TestPayers.begun(payers);
      try (Inbox inbox = Inbox.open()) {
        queue(payer, NoticeKind.NEW_BROWSER_DECLINED, facts);

        inbox.await(payers.email(payer));
        until(() -> waiting(payer) == 0);
      }
    }

    assertThat(failed()).isEqualTo(failed);
  }

  /** A server that accepts and then says nothing. */
  @Test
  void aMailThatHangsKeepsNoOtherWaiting() throws Exception {
    UUID hanging = TestPayers.begun(payers);
    UUID other = TestPayers.begun(payers);
    int port = ConfigProvider.getConfig().getValue("quarkus.mailer.port", Integer.class);
    try (var mute = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      queue(hanging, NoticeKind.CARD_ADDED, FACTS);
      until(() -> tries(hanging) == 1);
      try (Socket held = mute.accept()) {
        assertThat(held.isConnected()).isTrue();
        mute.close();
        try (Inbox inbox = Inbox.open()) {
          queue(other, NoticeKind.CARD_ADDED, FACTS);

          inbox.await(payers.email(other));

          assertThat(tries(hanging)).as("still under way").isEqualTo(1);
          assertThat(postponed(hanging)).isFalse();
        }
      }
    } finally {
      tables.write("delete from notice where payer_id = ?1", hanging);
    }
  }

  @Test
  void mailOfAReplicaThatDiedComesFromAnother() {
    UUID payer = TestPayers.begun(payers);
    queue(payer, NoticeKind.CARD_ADDED, FACTS);
    // As it stands after a claim whose replica was killed, with its lease over.
    tables.write(
        "update notice set tries = 1, due_at = now() - interval '1 second' where payer_id = ?1",
        payer);

    try (Inbox inbox = Inbox.open()) {
      due(payer);
      inbox.await(payers.email(payer));
    }
  }

  @Test
  void mailIsGivenUpAfterADay() {
    UUID payer = TestPayers.begun(payers);
    queue(payer, NoticeKind.CARD_ADDED, FACTS);
    double before = counted("given_up");
    tables.write(
        "update notice set queued_at = now() - interval '25 hours', due_at = now() where payer_id = ?1",
        payer);
    try (Inbox inbox = Inbox.open()) {
      until(() -> waiting(payer) == 0);

      assertThat(inbox.to(payers.email(payer))).isEmpty();
      until(() -> counted("given_up") == before + 1);
    }
  }

  @Test
  void decoysMailIsQueuedAndDropped() {
    double before = counted("dropped");
    try (Inbox inbox = Inbox.open()) {
      queue(payers.decoy(), NoticeKind.CARD_ADDED, FACTS);

      until(() -> waiting(payers.decoy()) == 0);
      until(() -> counted("dropped") == before + 1);
      assertThat(inbox.to(payers.email(payers.decoy()))).isEmpty();
    }
  }

  @Test
  void nothingIsSentOfATransactionThatRollsBack() {
    UUID payer = TestPayers.begun(payers);

    QuarkusTransaction.begin();
    notices.queue(payer, NoticeKind.CARD_ADDED, FACTS);
    QuarkusTransaction.rollback();

    assertThat(waiting(payer)).isZero();
  }

  @Test
  void noticeOutsideATransactionIsRefused() {
    assertThatThrownBy(() -> notices.queue(payers.decoy(), NoticeKind.CARD_ADDED, FACTS))
        .isInstanceOf(jakarta.transaction.TransactionalException.class);
  }

  @Test
  void noticeWithOtherFactsThanItsTextNamesIsRefused() {
    assertThatThrownBy(() -> queue(payers.decoy(), NoticeKind.CARD_ADDED, Map.of("number", "1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anothersNoticeIsNotSentAndRaisesAnAlarm() {
    UUID victim = TestPayers.begun(payers);
    UUID thief = TestPayers.begun(payers);
    queue(victim, NoticeKind.CARD_ADDED, FACTS);
    tables.write(
        "update notice set payer_id = ?1, due_at = now() where payer_id = ?2", thief, victim);
    try (Inbox inbox = Inbox.open()) {
      until(() -> tries(thief) > 0 && postponed(thief));

      alarms.await(TypeId.of(IdKind.PAYER, thief));
      assertThat(inbox.to(payers.email(thief))).isEmpty();
    } finally {
      tables.write("delete from notice where payer_id = ?1", thief);
    }
  }

  @Test
  void nothingStaysOfOneWhoLeaves() {
    UUID payer = TestPayers.begun(payers);
    queue(payer, NoticeKind.CARD_ADDED, FACTS);

    QuarkusTransaction.requiringNew().run(() -> notices.leaving(payer));

    assertThat(waiting(payer)).isZero();
  }

  private double failed() {
    return meters
        .find("cardnym_notices")
        .tags("kind", NoticeKind.NEW_BROWSER_DECLINED.name(), "outcome", "failed")
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private void queue(UUID payer, NoticeKind kind, Map<String, String> facts) {
    QuarkusTransaction.requiringNew().run(() -> notices.queue(payer, kind, facts));
  }

  private void due(UUID payer) {
    tables.write("update notice set due_at = now() where payer_id = ?1", payer);
  }

  private long waiting(UUID payer) {
    return number("select count(*) from notice where payer_id = ?1", payer);
  }

  private long tries(UUID payer) {
    return number("select coalesce(max(tries), 0) from notice where payer_id = ?1", payer);
  }

  /** A try has failed: it comes up again, but sooner than a lease would end. */
  private boolean postponed(UUID payer) {
    return number(
            "select count(*) from notice where payer_id = ?1 and due_at > now() and due_at < now() + interval '2 minutes'",
            payer)
        > 0;
  }

  private long number(String sql, UUID payer) {
    return ((Number) tables.read(sql, payer)).longValue();
  }

  private double counted(String outcome) {
    return counted(NoticeKind.CARD_ADDED, outcome);
  }

  private double counted(NoticeKind kind, String outcome) {
    return meters.counter("cardnym_notices", "kind", kind.name(), "outcome", outcome).count();
  }

  private long saying(Inbox inbox, UUID payer, String words) {
    return inbox.to(payers.email(payer)).stream()
        .filter(mail -> Inbox.text(mail).contains(words))
        .count();
  }

  private static void until(BooleanSupplier reached) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!reached.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }
}
