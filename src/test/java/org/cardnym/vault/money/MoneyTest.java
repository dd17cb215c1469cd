package org.cardnym.vault.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({"1999, EUR, €19.99", "1999, JPY, '¥1,999'", "1999, BHD, BHD 1.999", "5, USD, $0.05"})
  void isShownWithItsCurrencysOwnPlaces(long value, String currency, String shown) {
    assertThat(new Money(value, currency).display(Locale.US).replace('\u00a0', ' '))
        .isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"-1", "1000000000000", "9223372036854775807"})
  void refusesWhatNoMessageCouldCarry(long value) {
    assertThatThrownBy(() -> new Money(value, "EUR")).hasMessage("amount_refused");
  }

  @ParameterizedTest
  @CsvSource({"eur", "EURO", "XXX", "''", "ZZZ"})
  void refusesWhatIsNoCurrency(String currency) {
    assertThatThrownBy(() -> new Money(1, currency)).hasMessage("currency_unknown");
  }

  @Test
  void nothingIsNotPayable() {
    assertThatThrownBy(() -> Money.payable(0, "EUR")).hasMessage("amount_refused");
  }
}
