package org.cardnym.bank.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardDataTest {

  @ParameterizedTest
  @CsvSource({
    "4111111111111111, 411111******1111",
    "378282246310005, 378282*****0005",
    "30569309025904, 305693****5904",
    "123456789012, ********9012",
    "1234567890123456789, 123456*********6789",
  })
  void numberPrintsMasked(String number, String masked) {
    assertThat(Pan.of(number)).hasToString(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "41111111111",
        "41111111111111111111",
        "4111 1111 1111 1111",
        "٤١١١١١١١١١١١١١١١"
      })
  void whatIsNoNumberIsRefusedWithoutEcho(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pan.of(text))
        .withMessage("not a card number");
  }

  @Test
  void printedCardHidesNumberAndName() {
    Card card =
        new Card(
            Pan.of("4111111111111111"), YearMonth.of(2029, 11), new HolderName("Ada Lovelace"));
    assertThat(card.toString()).doesNotContain("4111111111111111").doesNotContain("Lovelace");
  }

  @Test
  void codeDoesNotPrint() {
    assertThat(SecretDigits.of("9876", 3, 4).toString()).doesNotContain("9876");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "12345", "12a", "١٢٣"})
  void whatIsNoCodeIsRefusedWithoutEcho(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretDigits.of(text, 3, 4))
        .withMessage("not a code");
  }

  @Test
  void codesMatchByTheirDigits() {
    assertThat(SecretDigits.of("123", 3, 4).matches(SecretDigits.of("123", 3, 4))).isTrue();
    assertThat(SecretDigits.of("123", 3, 4).matches(SecretDigits.of("1230", 3, 4))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Ada Lovelace, A. L.", "Plato, P.", "' Émilie  du Châtelet ', É. d. C.", "' ', ''"})
  void nameShowsInitials(String name, String initials) {
    assertThat(new HolderName(name)).hasToString(initials);
  }
}
