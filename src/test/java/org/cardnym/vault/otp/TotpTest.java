package org.cardnym.vault.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111L);
  private static final long STEP = Totp.step(NOW);

  /** RFC 6238, appendix B, SHA-1: the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void acceptsThePublishedCodes(long second, String code) {
    Instant now = Instant.ofEpochSecond(second);

    assertThat(Totp.accepted(SECRET, bytes(code), now, -1)).hasValue(Totp.step(now));
  }

  @Test
  void acceptsTheCodeOfTheStepBefore() {
    assertThat(Totp.accepted(SECRET, Hotp.code(SECRET, STEP - 1), NOW, -1)).hasValue(STEP - 1);
  }

  @Test
  void refusesTheCodeOfTwoStepsBefore() {
    assertThat(Totp.accepted(SECRET, Hotp.code(SECRET, STEP - 2), NOW, -1)).isEmpty();
  }

  @Test
  void refusesTheCodeOfAStepToCome() {
    assertThat(Totp.accepted(SECRET, Hotp.code(SECRET, STEP + 1), NOW, -1)).isEmpty();
  }

  @Test
  void refusesACodeThatWasUsed() {
    assertThat(Totp.accepted(SECRET, Hotp.code(SECRET, STEP), NOW, STEP)).isEmpty();
  }

  @Test
  void refusesAnOlderCodeAfterANewerOne() {
    assertThat(Totp.accepted(SECRET, Hotp.code(SECRET, STEP - 1), NOW, STEP)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "05047", "0504711", "O5O471", "٠٥٠٤٧١"})
  void refusesWhatIsNoCode(String given) {
    assertThat(Totp.accepted(SECRET, bytes(given), NOW, -1)).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
