package org.cardnym.sandbox.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final String RFC_SECRET =
      Base32.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  /** RFC 6238, appendix B; the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({"59,287082", "1111111109,081804", "1234567890,005924", "20000000000,353130"})
  void codesAreThoseOfTheSpecification(long second, String code) {
    assertThat(new Totp(RFC_SECRET).codeAt(Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  /** RFC 4648, 10. */
  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void base32IsThatOfTheSpecification(String text, String encoded) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

    assertThat(Base32.encode(bytes)).isEqualTo(encoded);
    assertThat(Base32.decode(encoded)).isEqualTo(bytes);
  }

  @Test
  void noStepOpensTwice() {
    Totp totp = new Totp(RFC_SECRET);
    CodeDoor door = new CodeDoor(totp);
    Instant now = Instant.ofEpochSecond(1_000_000);

    assertThat(door.opens(totp.codeAt(now), now)).isTrue();
    assertThat(door.opens(totp.codeAt(now), now)).isFalse();
    assertThat(door.opens(totp.codeAt(now.minusSeconds(30)), now)).isFalse();
    assertThat(door.opens(totp.codeAt(now.plusSeconds(30)), now.plusSeconds(30))).isTrue();
  }

  @Test
  void aCodeOutsideTheWindowIsRefused() {
    Totp totp = new Totp(RFC_SECRET);
    Instant now = Instant.ofEpochSecond(1_000_000);

    assertThat(new CodeDoor(totp).opens(totp.codeAt(now.minusSeconds(90)), now)).isFalse();
  }
}
