package org.cardnym.vault.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailCheckTest {
  private static final Optional<String> FROM = Optional.of("Cardnym <no-reply@vault.example>");

  @Test
  void startsWithTls() {
    assertThat(MailCheck.problems(settings(true, "DISABLED"), false)).isEmpty();
    assertThat(MailCheck.problems(settings(false, "REQUIRED"), false)).isEmpty();
  }

  @Test
  void refusesPlainAndOpportunisticMail() {
    assertThat(MailCheck.problems(settings(false, "DISABLED"), false)).hasSize(1);
    assertThat(MailCheck.problems(settings(false, "OPTIONAL"), false)).hasSize(1);
  }

  @Test
  void startsWithPlainMailWhereThatIsLoosened() {
    assertThat(MailCheck.problems(settings(false, "DISABLED"), true)).isEmpty();
  }

  @Test
  void refusesAMockEvenWhereMailMayBePlain() {
    assertThat(
            MailCheck.problems(new MailCheck.Settings(FROM, true, true, "DISABLED", false), true))
        .singleElement()
        .asString()
        .contains("quarkus.mailer.mock");
  }

  @Test
  void refusesToTrustAnybody() {
    assertThat(
            MailCheck.problems(new MailCheck.Settings(FROM, false, true, "DISABLED", true), false))
        .singleElement()
        .asString()
        .contains("quarkus.mailer.trust-all");
  }

  @Test
  void refusesToSendWithoutASender() {
    assertThat(
            MailCheck.problems(
                new MailCheck.Settings(Optional.empty(), false, true, "DISABLED", false), false))
        .singleElement()
        .asString()
        .contains("quarkus.mailer.from");
  }

  private static MailCheck.Settings settings(boolean tls, String startTls) {
    return new MailCheck.Settings(FROM, false, tls, startTls, false);
  }
}
