package org.cardnym.vault.notice;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.cardnym.vault.payer.Payers;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns a queued notice into a plain-text mail and hands it to the mail server. */
@ApplicationScoped
class NoticeMails {
  private static final String LAST_BREAK = "\n\n----------------------------------------\n\n";

  private final ReactiveMailer mailer;

  /**
   * Where every mail begins. Begun on threads of their own, several at once make the mail client
   * (Vert.x 4.5.25) open one's connection on another's thread and listen to it too late to hear the
   * server's greeting: seven of a burst of forty waited for that until the time-out.
   */
  private final Context loop;

  private final Duration timeout;
  private final NoticeTexts texts;
  private final NoticeSeal seal;
  private final Payers payers;
  private final String domain;

  NoticeMails(
      ReactiveMailer mailer,
      Vertx vertx,
      @ConfigProperty(name = "quarkus.mailer.timeout") Duration timeout,
      NoticeTexts texts,
      NoticeSeal seal,
      Payers payers,
      @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from) {
    this.mailer = mailer;
    this.loop = vertx.getOrCreateContext();
    this.timeout = timeout;
    this.texts = texts;
    this.seal = seal;
    this.payers = payers;
    this.domain = from.map(NoticeMails::domain).orElse("localhost");
  }

  /**
   * Returns once the mail server has taken the mail.
   *
   * @param last true if no other of its kind follows today, which the mail then says
   */
  void send(NoticeJob job, boolean last) {
    String told = texts.text(job.kind(), seal.open(job));
    String text = last ? told + LAST_BREAK + texts.last() : told;
    Mail mail =
        Mail.withText(payers.email(job.payerId()), job.kind().subject(), text)
            // The same at every try, so that a mail that came twice shows as one.
            .addHeader("Message-ID", "<" + job.noticeId() + "@" + domain + ">")
            // RFC 3834: nobody's absence notice shall answer this.
            .addHeader("Auto-Submitted", "auto-generated");
    mailer
        .send(mail)
        .runSubscriptionOn(sending -> loop.runOnContext(begun -> sending.run()))
        .await()
        .atMost(timeout);
  }

  private static String domain(String from) {
    return from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }
}
