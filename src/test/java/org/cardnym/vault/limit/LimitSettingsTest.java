package org.cardnym.vault.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimitSettingsTest {
  @Test
  void triesComeAsTheyAreUnlessConfigured() {
    assertThat(settings(Map.of()).tries()).containsEntry(Limit.PROOFS_PER_ADDRESS, 60);
    assertThat(settings(Map.of()).problems()).isEmpty();
  }

  @Test
  void triesCanBeConfigured() {
    var settings = settings(Map.of("cardnym.limit.proofs-per-address.tries", "7"));

    assertThat(settings.tries()).containsEntry(Limit.PROOFS_PER_ADDRESS, 7);
    assertThat(settings.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cardnym.limit.password-strangers.tries, 6",
    "cardnym.limit.otp-known-browser.tries, 100",
    "cardnym.limit.proofs-per-address.tries, 0",
    "cardnym.limit.card-tries-per-bin.tries, -1",
    "cardnym.limit.stranger-proofs-per-vault.tries, 15",
    "cardnym.limit.slowed-proofs-per-address.tries, 1001",
    "cardnym.limit.notices-per-kind.tries, 0",
    "cardnym.limit.pasword-strangers.tries, 5",
    "cardnym.limit.password-strangers.lock, 1"
  })
  void theVaultDoesNotStartOnALimitThatIsUnsafeOrMisspelt(String property, String value) {
    assertThat(settings(Map.of(property, value)).problems())
        .singleElement()
        .asString()
        .contains(property);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "PASSWORD_STRANGERS",
        "PASSWORD_KNOWN_BROWSER",
        "OTP_STRANGERS",
        "OTP_KNOWN_BROWSER",
        "PASSKEY_STRANGERS",
        "PASSKEY_KNOWN_BROWSER"
      })
  void doorsToAPaymentLockAfterFiveFailuresForHalfAnHour(Limit limit) {
    assertThat(limit.tries()).isEqualTo(5);
    assertThat(limit.ceiling()).isEqualTo(5);
    assertThat(limit.lockOrWindow()).hasMinutes(30);
    assertThat(limit.refusesOnError()).isTrue();
  }

  private static LimitSettings settings(Map<String, String> properties) {
    return new LimitSettings(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(properties, "test", 500))
            .build());
  }
}
