package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;

  VerificationTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @ParameterizedTest
  @CsvSource({
    "4111111111111111, 123, approved, 00, true",
    "4012888888881881, 123, approved, 00, false",
    "5555555555554444, 123, code_required, 01, ",
    "6011111111111117, 123, declined, 82, ",
    "378282246310005, 1234, approved, 00, true",
    "378282246310005, 123, declined, 82, ",
    "371449635398431, 1234, approved, 00, true",
    "3530111333300000, 123, approved, 00, true",
    "4111111111111111, 124, declined, 82, ",
    "4242424242424242, 123, declined, 14, ",
  })
  void eachTestCardHasItsVerification(
      String number, String code, String decision, String responseCode, Boolean holderAgreed)
      throws Exception {
    ObjectNode answer = vault.ask(Payloads.verification(number, code));
    assertThat(answer.path("decision").asText()).isEqualTo(decision);
    assertThat(answer.path("responseCode").asText()).isEqualTo(responseCode);
    assertThat(answer.has("holderAgreed")).isEqualTo(holderAgreed != null);
    if (holderAgreed != null) {
      assertThat(answer.path("holderAgreed").asBoolean()).isEqualTo(holderAgreed);
    }
  }

  @Test
  void expiredCardIsDeclined() throws Exception {
    Map<String, Object> payload = Payloads.verification("4111111111111111", "123");
    Payloads.members(payload, "card").put("expiry", "2026-12");
    assertThat(vault.ask(payload).path("responseCode").asText()).isEqualTo("54");
  }

  @Test
  void verificationWithAnAmountIsRefused() throws Exception {
    Map<String, Object> payload = Payloads.verification("4111111111111111", "123");
    payload.put("amount", Payloads.amount(1));
    assertThat(vault.send(Payloads.fresh(payload, BANK.clock.instant())).code())
        .isEqualTo("malformed");
  }

  @Test
  void verificationWithoutCodeIsRefused() throws Exception {
    Map<String, Object> payload = Payloads.verification("4111111111111111", "123");
    Payloads.members(payload, "card").remove("verificationCode");
    assertThat(vault.send(Payloads.fresh(payload, BANK.clock.instant())).code())
        .isEqualTo("malformed");
  }

  @Test
  void rightCodeOfTheBankMeansTheHolderAgreed() throws Exception {
    Challenge challenge = challenge();
    ObjectNode answer = challenge.answer("246810");
    assertThat(answer.path("decision").asText()).isEqualTo("approved");
    assertThat(answer.path("holderAgreed").asBoolean()).isTrue();
  }

  @Test
  void rightCodeIsGoodOnce() throws Exception {
    Challenge challenge = challenge();
    challenge.answer("246810");
    assertThat(challenge.answer("246810").path("responseCode").asText()).isEqualTo("25");
  }

  @Test
  void wrongCodeMayBeTriedAgain() throws Exception {
    Challenge challenge = challenge();
    assertThat(challenge.answer("000000").path("responseCode").asText()).isEqualTo("82");
    assertThat(challenge.answer("246810").path("decision").asText()).isEqualTo("approved");
  }

  @Test
  void afterFiveWrongCodesTheRightOneIsDeclined() throws Exception {
    Challenge challenge = challenge();
    for (int i = 0; i < 5; i++) {
      assertThat(challenge.answer("00000" + i).path("responseCode").asText()).isEqualTo("82");
    }
    ObjectNode sixth = challenge.answer("246810");
    assertThat(sixth.path("decision").asText()).isEqualTo("declined");
    assertThat(sixth.path("responseCode").asText()).isEqualTo("75");
  }

  @Test
  void codeIsDeclinedAfterTenMinutes() throws Exception {
    Challenge challenge = challenge();
    BANK.clock.advance(Duration.ofMinutes(10));
    assertThat(challenge.answer("246810").path("responseCode").asText()).isEqualTo("75");
  }

  @Test
  void codeIsGoodJustBeforeTenMinutes() throws Exception {
    Challenge challenge = challenge();
    BANK.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(challenge.answer("246810").path("decision").asText()).isEqualTo("approved");
  }

  @Test
  void codeForAnotherEnrolmentIsDeclined() throws Exception {
    Challenge challenge = challenge();
    challenge.verification().put("enrolment", Payloads.id("crd"));
    assertThat(challenge.answer("246810").path("responseCode").asText()).isEqualTo("25");
  }

  @Test
  void codeForAnUnknownReferenceIsDeclined() throws Exception {
    Challenge challenge = new Challenge(challenge().verification(), "ELSE");
    assertThat(challenge.answer("246810").path("responseCode").asText()).isEqualTo("25");
  }

  private Challenge challenge() throws Exception {
    Map<String, Object> verification = Payloads.verification("5555555555554444", "123");
    return new Challenge(verification, vault.ask(verification).path("reference").asText());
  }

  private final class Challenge {
    private final Map<String, Object> verification;
    private final String reference;

    Challenge(Map<String, Object> verification, String reference) {
      this.verification = verification;
      this.reference = reference;
    }

    Map<String, Object> verification() {
      return verification;
    }

    ObjectNode answer(String code) throws Exception {
      return vault.ask(Payloads.verificationCode(verification, reference, code));
    }
  }
}
