package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
  private record Body(Password password) {}

  @Test
  void isTheSameHoweverItsAccentsAndSpacesWereTyped() {
    assertThat(text(Password.typed("cafe\u0301 au\u00a0lait"))).isEqualTo("caf\u00e9 au lait");
  }

  @Test
  void keepsCaseAndWidth() {
    assertThat(text(Password.typed("Ｗide Case"))).isEqualTo("Ｗide Case");
  }

  @Test
  void countsCodePointsNotUnits() {
    assertThat(Password.typed("😀😀😀😀😀😀😀😀").length()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tab\there", "nul\u0000", "line\nbreak"})
  void isUnfitWithWhatOpaqueStringForbids(String typed) {
    assertThat(Password.typed(typed).fit()).isFalse();
  }

  @Test
  void isUnfitBeyondItsLengthAndHoldsNoMore() {
    Password long1 = Password.typed("x".repeat(129));

    assertThat(long1.fit()).isFalse();
    assertThat(Password.typed("x".repeat(1_000_000)).utf8()).hasSize(129);
    assertThat(Password.typed("x".repeat(128)).fit()).isTrue();
  }

  @Test
  void doesNotPrintEvenInABody() throws Exception {
    Body body = new ObjectMapper().readValue("{\"password\":\"correct horse\"}", Body.class);

    assertThat(body.password().length()).isEqualTo(13);
    assertThat(body.toString()).doesNotContain("horse");
    assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(body))
        .hasMessageNotContaining("horse");
  }

  @Test
  void isGoneOnceClosed() {
    Password password = Password.typed("correct horse");
    password.close();

    assertThat(password.utf8()).containsOnly(0);
  }

  private static String text(Password password) {
    return new String(password.utf8(), StandardCharsets.UTF_8);
  }
}
