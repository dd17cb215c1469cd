package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PanTest {
  @ParameterizedTest
  @CsvSource({
    "4111111111111111, VISA, 411111, 1111",
    "4222222222222, VISA, 422, 2222",
    "5555555555554444, MASTERCARD, 555555, 4444",
    "2223003122003222, MASTERCARD, 222300, 3222",
    "378282246310005, AMERICAN_EXPRESS, 37828, 0005",
    "6011111111111117, DISCOVER, 601111, 1117",
    "30569309025904, DINERS_CLUB, 3056, 5904",
    "38520000023237, DINERS_CLUB, 3852, 3237",
    "3530111333300000, JCB, 353011, 0000"
  })
  void showsBrandPrefixAndLastFour(String number, Brand brand, String prefix, String lastFour) {
    CardDisplay display = CardDisplay.of(pan(number), YearMonth.of(2039, 11));

    assertThat(display.brand()).isEqualTo(brand);
    assertThat(display.prefix()).isEqualTo(prefix);
    assertThat(display.lastFour()).isEqualTo(lastFour);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "41111111111",
        "4111111111111112",
        "41111111111111111115",
        "411111111111111x",
        "41111111111111a1"
      })
  void refusesWhatIsNoCardNumber(String text) {
    assertThatThrownBy(() -> pan(text))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.CARD_NOT_ADDED));
  }

  /** A Luhn sum finds every single wrong digit. */
  @Test
  void refusesAnySingleWrongDigit() {
    byte[] digits = TestCards.VISA.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < digits.length; at++) {
      byte[] wrong = digits.clone();
      for (int other = 1; other < 10; other++) {
        wrong[at] = (byte) ('0' + (digits[at] - '0' + other) % 10);
        assertThatThrownBy(() -> Pan.of(wrong)).isInstanceOf(Refusal.class);
      }
    }
  }

  @Test
  void everyPublicTestNumberIsAFitNumber() {
    assertThat(TestNumbers.holds(pan(TestCards.VISA))).isTrue();
    assertThat(TestNumbers.holds(pan("4000000000000002"))).isFalse();
  }

  @Test
  void keepsItsDigitsToItself() {
    byte[] given = TestCards.VISA.getBytes(StandardCharsets.US_ASCII);
    Pan pan = Pan.of(given);
    given[0] = '9';
    pan.digits()[1] = '9';

    assertThat(pan.is(TestCards.VISA)).isTrue();
  }

  @Test
  void isForgottenWhenClosed() {
    Pan pan = pan(TestCards.VISA);

    pan.close();

    assertThat(pan.digits()).containsOnly(0);
  }

  static Pan pan(String digits) {
    return Pan.of(digits.getBytes(StandardCharsets.US_ASCII));
  }
}
