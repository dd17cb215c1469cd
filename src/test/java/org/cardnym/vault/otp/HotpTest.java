package org.cardnym.vault.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 4226, appendix D. */
  private static final List<String> CODES =
      List.of(
          "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
          "520489");

  @Test
  void answersThePublishedCodes() {
    for (int counter = 0; counter < CODES.size(); counter++) {
      assertThat(new String(Hotp.code(SECRET, counter), StandardCharsets.US_ASCII))
          .isEqualTo(CODES.get(counter));
    }
  }

  @Test
  void anotherSecretAnswersAnotherCode() {
    byte[] other = SECRET.clone();
    other[0] ^= 1;

    assertThat(Hotp.code(other, 0)).isNotEqualTo(Hotp.code(SECRET, 0));
  }
}
