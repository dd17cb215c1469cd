package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cardnym.vault.alias.PreparedAlias;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentOrderTest {
  private static final PreparedAlias ALIAS = new PreparedAlias("mira", "mira", "mira");
  private static final Money AMOUNT = new Money(1, "EUR");

  @Test
  void takesPlainTextOfAnyScript() {
    assertThatCode(() -> order("订单 17", "Zwei Tassen, 2 × 9,99 €")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "a\nb", "a\u202eb", "a\u0000b", "a\u2066b", "a\u200bb", "a\ud800b"})
  void refusesAReferenceThatAPageCouldNotShowAsItIs(String reference) {
    assertThatThrownBy(() -> order(reference, null)).hasMessage("malformed");
  }

  @Test
  void refusesTextsBeyondTheirLength() {
    assertThatCode(() -> order("r".repeat(64), "d".repeat(140))).doesNotThrowAnyException();
    assertThatThrownBy(() -> order("r".repeat(65), null)).hasMessage("malformed");
    assertThatThrownBy(() -> order("r", "d".repeat(141))).hasMessage("malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "pan 5555 5555 5555 4444",
        "A-378282246310005",
        "x 4111-1111-1111-1111/123"
      })
  void refusesACardNumberInAnyOfItsTexts(String text) {
    assertThatThrownBy(() -> order(text, null)).hasMessage("text_like_card");
    assertThatThrownBy(() -> order("A-1", text)).hasMessage("text_like_card");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"20261122103000", "100000000000008", "INV-2026-000000123456", "7000000000000008"})
  void takesLongNumbersThatNoSchemeIssues(String reference) {
    assertThatCode(() -> order(reference, null)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Call https://evil.example now", "www.evil.example"})
  void refusesLinks(String description) {
    assertThatThrownBy(() -> order("A-1", description)).hasMessage("malformed");
  }

  private static PaymentOrder order(String reference, @Nullable String description) {
    return new PaymentOrder(ALIAS, AMOUNT, reference, description, null);
  }
}
