package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Codes travel by mail: refuses a mail server without TLS, and one that isn't real. */
@ApplicationScoped
class MailCheck implements StartCheck {
  private final Settings settings;
  private final boolean plainAllowed;

  /** What the configuration says about the mail server. */
  record Settings(
      Optional<String> from, boolean mock, boolean tls, String startTls, boolean trustAll) {}

  MailCheck(
      @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from,
      @ConfigProperty(name = "quarkus.mailer.mock", defaultValue = "false") boolean mock,
      @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
      @ConfigProperty(name = "quarkus.mailer.start-tls", defaultValue = "DISABLED") String startTls,
      @ConfigProperty(name = "quarkus.mailer.trust-all", defaultValue = "false") boolean trustAll,
      Loosened loosened) {
    this.settings = new Settings(from, mock, tls, startTls, trustAll);
    this.plainAllowed = loosened.has(Loosened.Check.PLAIN_MAIL);
  }

  @Override
  public List<String> problems() {
    return problems(settings, plainAllowed);
  }

  static List<String> problems(Settings settings, boolean plainAllowed) {
    var problems = new ArrayList<String>();
    if (settings.from().isEmpty()) {
      problems.add("quarkus.mailer.from is not set: payers' mail needs a sender");
    }
    if (settings.mock()) {
      problems.add("quarkus.mailer.mock writes mails with their codes into the log: remove it");
    }
    if (!plainAllowed && !settings.tls() && !settings.startTls().equalsIgnoreCase("REQUIRED")) {
      problems.add(
          "quarkus.mailer.tls=true or quarkus.mailer.start-tls=REQUIRED must be set: codes travel by mail");
    }
    if (!plainAllowed && settings.trustAll()) {
      problems.add("quarkus.mailer.trust-all accepts anybody's certificate: remove it");
    }
    return problems;
  }
}
