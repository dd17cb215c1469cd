package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSafeTest {
  @Test
  void whatIsUsualIsSafe() {
    assertThat(new WebhookSafe(TestWebhookSettings.USUAL).problems()).isEmpty();
    assertThat(
            new WebhookSafe(
                    TestWebhookSettings.USUAL.naming("10.0.0.0/8", "fd12:3456::/32", "10.1.2.3"))
                .problems())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "10.0.0.0/7", "intranet", "10.0.0.0/33", ""})
  void aNetworkThatIsNoneOrNearlyAllIsRefused(String network) {
    assertThat(new WebhookSafe(TestWebhookSettings.USUAL.naming(network)).problems())
        .singleElement()
        .asString()
        .startsWith("cardnym.webhooks.networks must");
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    assertThat(new WebhookSafe(TestWebhookSettings.USUAL.at(443, 0)).problems()).hasSize(1);
    assertThat(new WebhookSafe(TestWebhookSettings.USUAL.at(65_536)).problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT31S", "PT1H"})
  void aTryMustEndBeforeItsLease(Duration deadline) {
    assertThat(new WebhookSafe(TestWebhookSettings.USUAL.within(deadline)).problems()).hasSize(1);
    assertThat(new WebhookSafe(TestWebhookSettings.USUAL.within(Duration.ofSeconds(30))).problems())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT23H", "PT9601H"})
  void deliveriesAreKeptForADayAtLeastAndNotForEver(Duration keep) {
    assertThat(new WebhookSafe(TestWebhookSettings.USUAL.keeping(keep)).problems()).hasSize(1);
  }

  @Test
  void aNameIsLookedUpAndOneThatNobodyKnowsHasNoAddress() throws Exception {
    var names = new AsyncNameLookup();
    try {
      assertThat(names.addresses("localhost", Duration.ofSeconds(10)))
          .isNotEmpty()
          .allMatch(InetAddress::isLoopbackAddress);
      assertThat(names.addresses("nobody.invalid", Duration.ofMillis(300))).isEmpty();
    } finally {
      names.close();
    }
  }
}
