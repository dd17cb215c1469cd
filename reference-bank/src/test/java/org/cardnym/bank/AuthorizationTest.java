package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;

  AuthorizationTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @ParameterizedTest
  @CsvSource({
    "4111111111111111, approved, 00",
    "4012888888881881, approved, 00",
    "5555555555554444, approved, 00",
    "5105105105105100, declined, 51",
    "378282246310005, declined, 54",
    "371449635398431, declined, 05",
    "38520000023237, declined, 91",
    "4242424242424242, declined, 14",
  })
  void eachTestCardHasItsDecision(String number, String decision, String code) throws Exception {
    ObjectNode answer = vault.ask(Payloads.authorization(number));
    assertThat(answer.path("decision").asText()).isEqualTo(decision);
    assertThat(answer.path("responseCode").asText()).isEqualTo(code);
    assertThat(answer.has("approvalCode")).isEqualTo(decision.equals("approved"));
    assertThat(answer.has("holderAgreed")).isFalse();
  }

  @Test
  void answerIsFromThisBankToThisVaultAndLivesAMinute() throws Exception {
    ObjectNode answer = vault.ask(Payloads.authorization("4111111111111111"));
    assertThat(answer.path("iss").asText()).isEqualTo(RunningBank.INSTITUTION);
    assertThat(answer.path("aud").asText()).isEqualTo(RunningBank.ISSUER);
    assertThat(answer.path("iat").asLong()).isEqualTo(BANK.clock.instant().getEpochSecond());
    assertThat(answer.path("exp").asLong() - answer.path("iat").asLong()).isEqualTo(60);
    assertThat(answer.path("jti").asText()).matches("[A-Za-z0-9_-]{22}");
    assertThat(answer.path("approvalCode").asText()).matches("[0-9A-Z]{6}");
  }

  @Test
  void expiredCardIsDeclined() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    Payloads.members(payload, "card").put("expiry", "2027-02");
    assertThat(vault.ask(payload).path("responseCode").asText()).isEqualTo("54");
  }

  @Test
  void cardIsGoodToTheEndOfItsMonth() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    Payloads.members(payload, "card").put("expiry", "2027-03");
    assertThat(vault.ask(payload).path("responseCode").asText()).isEqualTo("00");
  }

  @Test
  void unknownMembersAreIgnored() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    payload.put("later", Payloads.map("a", 1.5));
    assertThat(vault.ask(payload).path("decision").asText()).isEqualTo("approved");
  }

  @Test
  void verificationCodeIsRefusedHere() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    Payloads.members(payload, "card").put("verificationCode", "123");
    assertThat(refusal(payload)).isEqualTo("malformed");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1000000000000"})
  void amountOutOfBoundsIsRefused(long value) throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    payload.put("amount", Payloads.amount(value));
    assertThat(refusal(payload)).isEqualTo("malformed");
  }

  @Test
  void amountThatIsNoIntegerIsRefused() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    Payloads.members(payload, "amount").put("value", 19.99);
    assertThat(refusal(payload)).isEqualTo("malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "payment",
    "order",
    "amount",
    "merchant",
    "card",
    "authentication",
    "messageId",
    "repeat",
    "jti",
    "iat",
    "exp",
    "iss",
    "aud"
  })
  void missingMemberIsRefused(String name) throws Exception {
    Map<String, Object> payload =
        Payloads.fresh(Payloads.authorization("4111111111111111"), BANK.clock.instant());
    payload.remove(name);
    Reply reply = vault.send(payload);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "card, number, 41111111111x1111",
    "card, expiry, 2029-13",
    "card, gender, unknown",
    "merchant, country, Germany",
    "merchant, categoryCode, 57",
    "authentication, bound, loosely",
    "authentication, time, 2027-03-10T11:59:50+01:00",
    "amount, currency, eur",
    "order, reference, ''",
  })
  void memberOfAnotherShapeIsRefusedWithoutEcho(String object, String name, String value)
      throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    Payloads.members(payload, object).put(name, value);
    Reply reply = vault.send(Payloads.fresh(payload, BANK.clock.instant()));
    assertThat(reply.code()).isEqualTo("malformed");
    assertThat(reply.body()).doesNotContain("4111").doesNotContain("Lovelace");
  }

  private String refusal(Map<String, Object> payload) throws Exception {
    Reply reply = vault.send(Payloads.fresh(payload, BANK.clock.instant()));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.type()).isEqualTo("application/problem+json");
    return reply.code();
  }
}
