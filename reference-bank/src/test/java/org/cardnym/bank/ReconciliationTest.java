package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private Instant from;

  ReconciliationTest() throws Exception {
    vault = new TestVault(BANK);
  }

  /** Each test has an hour of its own. */
  @BeforeEach
  void begin() {
    BANK.clock.advance(Duration.ofHours(1));
    from = BANK.clock.instant();
  }

  @Test
  void everyDecisionAboutMoneyIsTold() throws Exception {
    Map<String, Object> sale = Payloads.authorization("4111111111111111");
    vault.ask(sale);
    Map<String, Object> refund = Payloads.refund(sale, 500);
    vault.ask(refund);
    Map<String, Object> declined = Payloads.authorization("5105105105105100");
    vault.ask(declined);
    Map<String, Object> reversal = Payloads.reversal(declined);
    vault.ask(reversal);

    List<JsonNode> records = records(ask(from, later(1)));

    assertThat(records).hasSize(4);
    assertThat(ids(records)).containsExactly(id(sale), id(refund), id(declined), id(reversal));
    JsonNode first = records.getFirst();
    assertThat(first.path("kind").asText()).isEqualTo("authorization");
    assertThat(first.path("payment").asText()).isEqualTo(sale.get("payment"));
    assertThat(first.path("amount").path("value").asLong()).isEqualTo(1999);
    assertThat(first.path("amount").path("currency").asText()).isEqualTo("EUR");
    assertThat(first.path("decision").asText()).isEqualTo("approved");
    assertThat(first.path("responseCode").asText()).isEqualTo("00");
    assertThat(first.path("time").asText()).isEqualTo(from.toString());
    assertThat(records.get(1).path("original").asText()).isEqualTo(id(sale));
    assertThat(records.get(2).path("decision").asText()).isEqualTo("declined");
    assertThat(records.get(2).path("responseCode").asText()).isEqualTo("51");
    assertThat(records.get(3).path("decision").asText()).isEqualTo("acknowledged");
  }

  @Test
  void noCardIsInIt() throws Exception {
    vault.ask(Payloads.authorization("4111111111111111"));
    vault.ask(Payloads.verification("4111111111111111", "123"));

    ObjectNode answer = ask(from, later(1));

    assertThat(records(answer)).hasSize(1);
    assertThat(answer.toString()).doesNotContain("4111", "411111", "Lovelace", "2029-11", "A.L.");
  }

  @Test
  void whatWasDecidedAtAnotherTimeIsNot() throws Exception {
    vault.ask(Payloads.authorization("4111111111111111"));
    Instant middle = later(10);
    Map<String, Object> second = Payloads.authorization("4111111111111111");
    vault.ask(second);
    Instant end = later(10);

    assertThat(ids(records(ask(middle, end)))).containsExactly(id(second));
    assertThat(records(ask(from, middle))).hasSize(1);
    assertThat(records(ask(end, end.plusSeconds(60)))).isEmpty();
  }

  @Test
  void pagesShowEachMessageOnce() throws Exception {
    List<String> sold = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      Map<String, Object> sale = Payloads.authorization("4111111111111111");
      vault.ask(sale);
      sold.add(id(sale));
    }
    Instant until = later(1);
    List<String> told = new ArrayList<>();
    Map<String, Object> question = Payloads.reconciliation(from, until);
    int pages = 0;
    while (true) {
      ObjectNode answer = vault.ask(question);
      told.addAll(ids(records(answer)));
      pages++;
      if (!answer.has("next")) {
        break;
      }
      question = Payloads.reconciliation(from, until);
      question.put("cursor", answer.path("next").asText());
    }

    assertThat(pages).isEqualTo(3);
    assertThat(told).containsExactlyElementsOf(sold);
  }

  @Test
  void aRepeatIsAnsweredWithTheRecordsAgain() throws Exception {
    vault.ask(Payloads.authorization("4111111111111111"));
    Map<String, Object> question = Payloads.reconciliation(from, later(1));
    ObjectNode first = vault.ask(question);

    assertThat(vault.askAgain(question).path("records")).isEqualTo(first.path("records"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1", "1-", "1-2-3", "' or 1=1"})
  void aCursorOfSomebodyElseIsRefused(String cursor) throws Exception {
    Map<String, Object> question = Payloads.reconciliation(from, from.plusSeconds(60));
    question.put("cursor", cursor);

    Reply refused = vault.send(Payloads.fresh(question, BANK.clock.instant()));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("malformed");
  }

  @Test
  void aTimeThatIsNoneIsRefused() throws Exception {
    assertRefused(from, from);
    assertRefused(from, from.minusSeconds(1));
    assertRefused(from, from.plus(Duration.ofDays(32)));
  }

  private void assertRefused(Instant first, Instant second) throws Exception {
    Map<String, Object> question = Payloads.reconciliation(first, second);
    assertThat(vault.send(Payloads.fresh(question, BANK.clock.instant())).code())
        .isEqualTo("malformed");
  }

  private ObjectNode ask(Instant first, Instant second) throws Exception {
    ObjectNode answer = vault.ask(Payloads.reconciliation(first, second));
    assertThat(answer.path("decision").asText()).isEqualTo("acknowledged");
    assertThat(answer.has("next")).isFalse();
    return answer;
  }

  private static Instant later(int seconds) {
    BANK.clock.advance(Duration.ofSeconds(seconds));
    return BANK.clock.instant();
  }

  private static List<JsonNode> records(ObjectNode answer) {
    return answer.path("records").valueStream().toList();
  }

  private static List<String> ids(List<JsonNode> records) {
    return records.stream().map(record -> record.path("messageId").asText()).toList();
  }

  private static String id(Map<String, Object> payload) {
    return Payloads.member(payload, "messageId").toString();
  }
}
