package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** {@code sandbox/run --once}: the newcomer's first five minutes. */
@Order(1)
class OnceIT {
  private static int exit;
  private static String transcript;

  @BeforeAll
  static void run() {
    Path said = Places.target().resolve("once.out");
    Path data = Places.fresh("once data");
    Process process = Sandbox.command(said, "--once", "--aliases", "60", "--data", data.toString());
    exit = Sandbox.end(process, Duration.ofMinutes(4));
    transcript = Places.text(said);
  }

  @Test
  void paysAndExitsWithZero() {
    assertThat(exit).as(transcript).isZero();
    assertThat(transcript).contains("The bank approved.");
  }

  @Test
  void tellsAllThatTheMerchantSaw() {
    assertThat(transcript)
        .contains(
            "All that the merchant saw",
            "POST /v1/payments",
            "sunny-otter",
            "requires_authentication")
        .containsPattern("\"state\" ?: ?\"approved\"");
  }

  @Test
  void hasTheBankMovePayersInFirst() {
    assertThat(transcript).contains("Moving 60 payers in", "60 of 60 lines");
  }

  @Test
  void showsTheBanksReceiptMasked() {
    assertThat(transcript).contains("The bank's receipt", TestCard.APPROVED.masked());
  }

  @Test
  void holdsNothingThatMayBeACardNumber() {
    assertThat(Luhn.cardNumbers(transcript)).isEmpty();
  }

  @Test
  void theSearchForCardNumbersFindsOne() {
    assertThat(Luhn.cardNumbers("x 4111 1111 1111 1111, y")).hasSize(1);
    assertThat(Luhn.cardNumbers("\"" + TestCard.UNSIGNED.number() + "\"")).hasSize(1);
  }
}
