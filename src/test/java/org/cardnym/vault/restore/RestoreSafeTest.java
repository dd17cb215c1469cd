package org.cardnym.vault.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Banks are not asked while they may still take a lost message. */
class RestoreSafeTest {
  @Test
  void aPatienceShorterThanAMessagesLifeIsRefusedSaveInASandbox() {
    assertThat(RestoreSafe.problems(Duration.ofSeconds(65), false)).isEmpty();
    assertThat(RestoreSafe.problems(Duration.ofSeconds(60), false))
        .singleElement()
        .asString()
        .startsWith("cardnym.recovery.patience ");
    assertThat(RestoreSafe.problems(Duration.ofSeconds(1), true)).isEmpty();
    assertThat(RestoreSafe.problems(Duration.ofHours(2), true)).hasSize(1);
  }
}
