package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.cardnym.bank.wire.Base64Url;
import org.cardnym.bank.wire.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cards that answer badly: the bank has approved, the vault can't know. */
class AnswerMannerTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;

  AnswerMannerTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @Test
  void slowCardIsAnsweredAfterAWhile() throws Exception {
    long start = System.nanoTime();
    assertThat(vault.ask(Payloads.authorization("3530111333300000")).path("decision").asText())
        .isEqualTo("approved");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void silentCardIsBookedAndNeverAnswered() throws Exception {
    Map<String, Object> payload = authorization("3566002020360505");
    assertThatThrownBy(() -> vault.send(payload)).isInstanceOf(IOException.class);
    assertThat(booked(payload)).isEqualTo("APPROVED");
  }

  @Test
  void garbageCardIsBookedAndAnsweredWithNoToken() throws Exception {
    Map<String, Object> payload = authorization("6011000990139424");
    Reply reply = vault.send(payload);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).doesNotContain(".");
    assertThat(booked(payload)).isEqualTo("APPROVED");
  }

  @Test
  void unsignedCardIsBookedAndAnsweredWithAlgorithmNone() throws Exception {
    Map<String, Object> payload = authorization("30569309025904");
    Reply reply = vault.send(payload);
    assertThat(reply.body()).endsWith(".");
    String[] parts = reply.body().split("\\.", -1);
    assertThat(StrictJson.object(Base64Url.decode(parts[0])).path("alg").asText())
        .isEqualTo("none");
    assertThat(StrictJson.object(Base64Url.decode(parts[1])).path("decision").asText())
        .isEqualTo("approved");
    assertThat(booked(payload)).isEqualTo("APPROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3566002020360505", "6011000990139424", "30569309025904"})
  void reversalOfABadlyAnsweredCardIsAnsweredWell(String number) throws Exception {
    Map<String, Object> payload = authorization(number);
    assertThat(vault.ask(Payloads.reversal(payload)).path("decision").asText())
        .isEqualTo("acknowledged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3566002020360505", "6011000990139424", "30569309025904"})
  void verificationOfABadlyAnsweringCardIsAnsweredWell(String number) throws Exception {
    assertThat(vault.ask(Payloads.verification(number, "123")).path("holderAgreed").asBoolean())
        .isTrue();
  }

  private static Map<String, Object> authorization(String number) {
    return Payloads.fresh(Payloads.authorization(number), BANK.clock.instant());
  }

  private static String booked(Map<String, Object> payload) {
    return BANK.texts(
            "SELECT outcome FROM entry WHERE message_id = '" + payload.get("messageId") + "'")
        .get(0);
  }
}
