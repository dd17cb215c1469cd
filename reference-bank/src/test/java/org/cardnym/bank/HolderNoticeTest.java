package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.cardnym.bank.wire.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolderNoticeTest {

  private static final String COMPARED_ONLY = "4012888888881881";

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final Map<String, Object> verification = Payloads.verification(COMPARED_ONLY, "123");

  HolderNoticeTest() throws Exception {
    vault = new TestVault(BANK);
    vault.ask(verification);
  }

  @Test
  void theHolderOfTheEnrolledCardIsToldOnceHoweverOftenItComes() throws Exception {
    Map<String, Object> notice = Payloads.holderNotice(enrolment());

    ObjectNode answer = vault.ask(notice);
    ObjectNode again = vault.askAgain(notice);

    assertThat(List.of(answer, again))
        .extracting(each -> each.path("decision").asText() + each.path("responseCode").asText())
        .containsOnly("acknowledged00");
    assertThat(receipts(notice)).hasSize(1);
    JsonNode receipt = receipts(notice).getFirst();
    assertThat(receipt.path("kind").asText()).isEqualTo("holder-notice");
    assertThat(receipt.path("enrolment").asText()).isEqualTo(enrolment());
    assertThat(receipt.path("card").asText()).isEqualTo("401288******1881");
    assertThat(receipt.path("holder").asText()).isEqualTo("A. L.");
    assertThat(receipt.path("alias").asText()).isEqualTo("s…r");
    assertThat(receipt.path("repeat").asInt()).isEqualTo(1);
    assertThat(receipt.path("balanceEffect").asLong()).isZero();
  }

  @Test
  void anEnrolmentThatTheBankNeverVerifiedIsAcknowledgedAndTellsNobody() throws Exception {
    Map<String, Object> notice = Payloads.holderNotice(Payloads.id("crd"));

    assertThat(vault.ask(notice).path("decision").asText()).isEqualTo("acknowledged");

    assertThat(receipts(notice).getFirst().has("card")).isFalse();
  }

  @Test
  void anotherContentUnderItsIdIsRefused() throws Exception {
    Map<String, Object> notice = Payloads.holderNotice(enrolment());
    vault.ask(notice);
    Map<String, Object> other = Payloads.repeat(notice, BANK.clock.instant());
    other.put("alias", "x…y");

    assertThat(vault.send(other).status()).isEqualTo(409);
    assertThat(receipts(notice)).hasSize(1);
  }

  @Test
  void withoutAUsernameItIsTakenToo() throws Exception {
    Map<String, Object> notice = Payloads.holderNotice(enrolment());
    notice.remove("alias");

    assertThat(vault.ask(notice).path("decision").asText()).isEqualTo("acknowledged");
    assertThat(receipts(notice).getFirst().has("alias")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "enrolment, pay_01jgfjjc00e0r9rz4fqv8bd5sn",
    "enrolledAt, yesterday",
    "enrolledAt, 2027-03-10T12:00:00+01:00",
    "alias, ''",
    "alias, 01234567890123456"
  })
  void whatIsNotWellFormedIsRefused(String member, String value) throws Exception {
    Map<String, Object> notice = Payloads.holderNotice(enrolment());
    notice.put(member, value);

    assertThat(vault.send(Payloads.fresh(notice, BANK.clock.instant())).code())
        .isEqualTo("malformed");
    assertThat(receipts(notice)).isEmpty();
  }

  private String enrolment() {
    return Payloads.member(verification, "enrolment").toString();
  }

  private static List<JsonNode> receipts(Map<String, Object> notice) throws Exception {
    TestVault clerk = new TestVault(BANK, BANK.authority.clientWithoutCertificate());
    JsonNode items =
        StrictJson.object(clerk.desk("/receipts").body().getBytes(UTF_8)).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path("messageId").asText().equals(notice.get("messageId")))
        .toList();
  }
}
