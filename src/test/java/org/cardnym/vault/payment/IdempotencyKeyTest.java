package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @Test
  void takesAnRfc8941StringAndTheBareForm() {
    assertThat(IdempotencyKey.parse("\"order-1\"").value()).isEqualTo("order-1");
    assertThat(IdempotencyKey.parse("order-1").value()).isEqualTo("order-1");
  }

  @Test
  void takesUpTo255Characters() {
    assertThat(IdempotencyKey.parse("k".repeat(255)).value()).hasSize(255);
    assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256)))
        .hasMessage("idempotency_key_malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "a b", "a\"b", "\"a\\b\"", "ключ", "a\u0000b", "\"open"})
  void refusesWhatHasNoOneSpelling(String header) {
    assertThatThrownBy(() -> IdempotencyKey.parse(header)).hasMessage("idempotency_key_malformed");
  }

  @Test
  void aMissingKeyHasItsOwnAnswer() {
    assertThatThrownBy(() -> IdempotencyKey.parse(null)).hasMessage("idempotency_key_missing");
    assertThatThrownBy(() -> IdempotencyKey.parse(" ")).hasMessage("idempotency_key_missing");
  }
}
