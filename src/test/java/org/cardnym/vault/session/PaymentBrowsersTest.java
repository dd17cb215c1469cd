package org.cardnym.vault.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaymentBrowsersTest {
  private static final UUID PAYMENT = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);

  @Test
  void theBoundBrowserMatchesAndNoOtherDoes() {
    var binding = PaymentBrowsers.newBinding();
    Cookie cookie = binding.cookie(PAYMENT, Duration.ofMinutes(15));

    assertThat(PaymentBrowsers.matches(cookie.value(), binding.hash())).isTrue();
    assertThat(PaymentBrowsers.matches(cookie.value() + "x", binding.hash())).isFalse();
    assertThat(PaymentBrowsers.matches(cookie.value(), PaymentBrowsers.newBinding().hash()))
        .isFalse();
    assertThat(PaymentBrowsers.matches(null, binding.hash())).isFalse();
    assertThat(PaymentBrowsers.matches(cookie.value(), null)).isFalse();
  }

  @Test
  void everyPaymentHasACookieOfItsOwn() {
    Cookie cookie = PaymentBrowsers.newBinding().cookie(PAYMENT, Duration.ofMinutes(15));

    assertThat(cookie.name())
        .startsWith("__Host-pay_")
        .isEqualTo(PaymentBrowsers.cookieName(PAYMENT));
    assertThat(cookie.header())
        .isEqualTo(
            cookie.name()
                + "="
                + cookie.value()
                + "; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=Lax");
  }

  @Test
  void aCookieDoesNotPrintItsValue() {
    Cookie cookie = PaymentBrowsers.newBinding().cookie(PAYMENT, Duration.ofMinutes(15));

    assertThat(cookie.toString()).doesNotContain(cookie.value());
  }

  @Test
  void aCookieOutsideTheHostPrefixCanNotBeMade() {
    assertThatThrownBy(() -> Cookie.removal("session"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Cookie.removal(PageSessions.COOKIE).header())
        .contains("__Host-enrol=;", "Max-Age=0");
  }
}
