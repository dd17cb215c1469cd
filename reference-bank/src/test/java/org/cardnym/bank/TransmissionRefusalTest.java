package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of section 3 on members; whatever is refused has decided nothing. */
class TransmissionRefusalTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final Map<String, Object> payload =
      Payloads.fresh(Payloads.authorization("4111111111111111"), BANK.clock.instant());
  private long messagesBefore;

  TransmissionRefusalTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @BeforeEach
  void countMessages() {
    messagesBefore = messages();
  }

  @AfterEach
  void onlyWhatWasAnsweredWasDecided() {
    assertThat(messages()).isEqualTo(messagesBefore);
  }

  @Test
  void wrongAudienceIsRefused() throws Exception {
    payload.put("aud", "other-bank");
    assertThat(vault.send(payload).code()).isEqualTo("wrong_audience");
  }

  @Test
  void audienceAsAListIsRefused() throws Exception {
    payload.put("aud", java.util.List.of(RunningBank.INSTITUTION));
    assertThat(vault.send(payload).code()).isEqualTo("malformed");
  }

  @Test
  void wrongIssuerIsRefused() throws Exception {
    payload.put("iss", "https://else.example");
    assertThat(vault.send(payload).code()).isEqualTo("wrong_issuer");
  }

  @ParameterizedTest
  @CsvSource({
    "-61, -1, expired",
    "-61, 60, expired",
    "0, 61, expired",
    "-30, -1, expired",
    "11, 71, from_the_future",
    "3600, 3660, from_the_future",
  })
  void transmissionOutsideItsTimeIsRefused(long issued, long expires, String code)
      throws Exception {
    move(issued, expires);
    assertThat(vault.send(payload).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-60, 0", "10, 70", "-10, 5"})
  void transmissionAtTheEdgeOfItsTimeIsTaken(long issued, long expires) throws Exception {
    move(issued, expires);
    assertThat(vault.send(payload).status()).isEqualTo(200);
    messagesBefore++;
  }

  @Test
  void secondsWithAFractionAreRefused() throws Exception {
    payload.put("iat", BANK.clock.instant().getEpochSecond() + 0.5);
    assertThat(vault.send(payload).code()).isEqualTo("malformed");
  }

  @Test
  void replayedTransmissionIsRefused() throws Exception {
    String compact = vault.seal(payload);
    assertThat(vault.post(compact).status()).isEqualTo(200);
    messagesBefore++;
    Reply replay = vault.post(compact);
    assertThat(replay.status()).isEqualTo(400);
    assertThat(replay.code()).isEqualTo("replayed");
  }

  @Test
  void seenJtiIsRefusedUnderAnotherMessageIdToo() throws Exception {
    assertThat(vault.send(payload).status()).isEqualTo(200);
    messagesBefore++;
    payload.put("messageId", Payloads.id("msg"));
    assertThat(vault.send(payload).code()).isEqualTo("replayed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "AAAAAAAAAAAAAAAAAAAAAA==",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAA+",
        "AAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void jtiThatIsNot128BitsOfCanonicalBase64urlIsRefused(String jti) throws Exception {
    payload.put("jti", jti);
    assertThat(vault.send(payload).code()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "msg_1",
        "pay_01h455vb4pex5vsknk084sn02q",
        "msg_81h455vb4pex5vsknk084sn02q",
        "msg_01H455VB4PEX5VSKNK084SN02Q"
      })
  void messageIdThatIsNoTypeIdIsRefused(String id) throws Exception {
    payload.put("messageId", id);
    assertThat(vault.send(payload).code()).isEqualTo("malformed");
  }

  @Test
  void typeOfAnotherKindIsRefused() throws Exception {
    Reply reply = vault.post(vault.encrypt(vault.sign("cardnym-refund+jwt", payload)));
    assertThat(reply.code()).isEqualTo("kind_mismatch");
  }

  private void move(long issued, long expires) {
    long now = BANK.clock.instant().getEpochSecond();
    payload.put("iat", now + issued);
    payload.put("exp", now + expires);
  }

  private static long messages() {
    return BANK.count("SELECT count(*) FROM message");
  }
}
