package org.cardnym.vault.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Phones;
import org.cardnym.vault.Phones.Text;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.WithSms;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Text messages on their way through the queue to a real server. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithSms.class)
class TextMessagesTest {
  @Inject TestHouse house;
  @Inject Notices notices;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject MeterRegistry meters;
  private UUID payer;
  private String number;

  @BeforeEach
  void begin() {
    house.forgetTries();
    payer = TestPayers.begun(payers);
    number = Phones.freshNumber();
  }

  @Test
  void aMessageIsPostedOnceAsTheShapeSays() {
    try (Phones phones = Phones.open()) {
      queue(payer);

      Text text = phones.await(number);
      until(() -> waiting(payer) == 0);

      assertThat(phones.to(number)).hasSize(1);
      assertThat(text.method() + " " + text.path()).isEqualTo("POST /messages");
      assertThat(text.authorization()).isEqualTo("Bearer a-token-of-the-text-gateway");
      assertThat(text.type()).isEqualTo("application/json");
      assertThat(JsonPath.from(text.body()).getMap("$")).containsOnlyKeys("id", "to", "text");
      assertThat(UUID.fromString(text.id()).version()).isEqualTo(7);
      assertThat(text.text())
          .startsWith("12345678 pays EUR 19.99 to Kiln & Cup. The page that asked shows 07.")
          .endsWith("\n\n@pay.example #12345678");
    }
  }

  @Test
  void everyKindSaysItsCodeInBothLanguagesAndEndsForTheOnePageThatMayFillItIn() {
    try (Phones phones = Phones.open()) {
      var kinds = Stream.of(NoticeKind.values()).filter(k -> k.channel() == Channel.TEXT).toList();
      for (NoticeKind kind : kinds) {
        var facts = new TreeMap<String, String>();
        kind.facts().forEach(name -> facts.put(name, "the-" + name));
        facts.put("to", number);
        QuarkusTransaction.requiringNew().run(() -> notices.queue(payer, kind, facts));
      }

      assertThat(kinds).hasSize(2);
      for (Text text : phones.await(number, kinds.size())) {
        assertThat(text.text())
            .startsWith("the-code ")
            .contains("the-number", "编号")
            .endsWith("@the-host #the-code")
            .doesNotContain("{", "NOT_FOUND");
      }
    }
  }

  @Test
  void whatTheServerDoesNotTakeNowIsTriedAgainUnderTheSameId() {
    try (Phones phones = Phones.open().answers(503, 302, 401)) {
      queue(payer);
      until(() -> {
        hurry(payer);
        return waiting(payer) == 0;
      });
      var all = phones.await(number, 4);

      var ids = new HashSet<String>();
      all.forEach(text -> ids.add(text.id()));
      assertThat(all).hasSize(4);
      assertThat(ids).hasSize(1);
      assertThat(phones.all()).noneMatch(text -> text.path().contains("elsewhere"));
    }
  }

  @Test
  void whatTheServerWillNeverTakeIsGivenUpAtOnce() {
    double before = counted("given_up");
    try (Phones phones = Phones.open().answers(422)) {
      queue(payer);

      phones.await(number);
      until(() -> waiting(payer) == 0);
      until(() -> counted("given_up") == before + 1);

      assertThat(phones.to(number)).hasSize(1);
    }
  }

  @Test
  void aServerThatIsDownGetsItLaterAndOneThatComesTooLateNever() {
    queue(payer);
    until(() -> postponed(payer));
    UUID late = TestPayers.begun(payers);
    String lates = Phones.freshNumber();
    queue(late, lates);
    until(() -> postponed(late));
    tables.write(
        "update notice set queued_at = now() - interval '11 minutes', due_at = now() where"
            + " payer_id = ?1",
        late);
    try (Phones phones = Phones.open()) {
      tables.write("update notice set due_at = now() where payer_id = ?1", payer);

      phones.await(number);
      until(() -> waiting(payer) == 0 && waiting(late) == 0);

      assertThat(phones.to(lates)).isEmpty();
    }
  }

  @Test
  void oneNumberGetsTwentyADayWhoeverAsks() {
    double before = counted("held_back");
    try (Phones phones = Phones.open()) {
      for (int i = 0; i < 21; i++) {
        queue(payer);
      }
      UUID another = TestPayers.begun(payers);
      queue(another);
      until(() -> waiting(payer) + waiting(another) == 0);

      assertThat(phones.to(number)).hasSize(20);
      until(() -> counted("held_back") == before + 2);
    }
  }

  @Test
  void theDecoysAreDroppedAndCountNobody() {
    double before = counted("dropped");
    try (Phones phones = Phones.open()) {
      for (int i = 0; i < 25; i++) {
        queue(payers.decoy());
      }
      until(() -> waiting(payers.decoy()) == 0);
      until(() -> counted("dropped") == before + 25);
      queue(payer);

      phones.await(number);
      assertThat(phones.to(number)).hasSize(1);
    }
  }

  /** Nobody takes messages; mail does not wait for that. */
  @Test
  void mailGoesOutWhileMessagesWait() {
    for (int i = 0; i < 18; i++) {
      queue(payer);
    }
    try (Inbox inbox = Inbox.open()) {
      QuarkusTransaction.requiringNew()
          .run(() -> notices.queue(payer, NoticeKind.CARD_ADDED, Map.of("at", "10:00 UTC")));

      inbox.await(payers.email(payer), "A card was added");
      assertThat(waiting(payer)).isPositive();
    } finally {
      tables.write("delete from notice where payer_id = ?1", payer);
    }
  }

  private void queue(UUID payerId) {
    queue(payerId, number);
  }

  private void queue(UUID payerId, String to) {
    var facts =
        Map.of(
            "to", to,
            "code", "12345678",
            "number", "07",
            "host", "pay.example",
            "merchant", "Kiln & Cup",
            "amount", "EUR 19.99");
    QuarkusTransaction.requiringNew()
        .run(() -> notices.queue(payerId, NoticeKind.PAYMENT_CODE, facts));
  }

  private long waiting(UUID payerId) {
    return (long) tables.read("select count(*) from notice where payer_id = ?1", payerId);
  }

  private boolean postponed(UUID payerId) {
    return (boolean)
        tables.read(
            "select coalesce(bool_and(tries > 0 and due_at > now() and due_at < now() + interval"
                + " '4 minutes'), false) from notice where payer_id = ?1",
            payerId);
  }

  /** What was put off comes up again at once. */
  private void hurry(UUID payerId) {
    tables.write(
        "update notice set due_at = now() where payer_id = ?1 and due_at > now() and due_at <"
            + " now() + interval '4 minutes'",
        payerId);
  }

  private double counted(String outcome) {
    return meters
        .counter("cardnym_notices", "kind", NoticeKind.PAYMENT_CODE.name(), "outcome", outcome)
        .count();
  }

  private static void until(BooleanSupplier reached) {
    long end = System.nanoTime() + 90_000_000_000L;
    while (!reached.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }
}
