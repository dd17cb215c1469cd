package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/** Asks banks what moves no money. Nothing of it is kept; who was not answered asks anew. */
@ApplicationScoped
public class Inquiries {
  private static final Logger LOG = Logger.getLogger(Inquiries.class);

  private final Inquirer inquirer;
  private final IssuerSettings settings;
  private final Clock clock;

  Inquiries(Inquirer inquirer, IssuerSettings settings, Clock clock) {
    this.inquirer = inquirer;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks once, and waits at most the bank's deadline; for a virtual thread.
   *
   * @param content the members of docs/issuer-protocol.md §4 for this kind
   */
  public Inquired ask(UUID bankId, Kind kind, ObjectNode content) throws InterruptedException {
    if (!kind.asks()) {
      throw new IllegalArgumentException("not a question: " + kind.wire());
    }
    try {
      Channel channel = inquirer.open(bankId, kind);
      Envelope envelope = inquirer.envelope(channel, kind, Uuids.next(clock.instant()), 0);
      return answered(inquirer.seal(channel, envelope, content), settings.deadline());
    } catch (Refusal refused) {
      return new Inquired.Unanswered(refused.code().wire());
    }
  }

  private Inquired answered(Asked asked, Duration patience) throws InterruptedException {
    return switch (inquirer.post(asked, patience)) {
      case Reply.NotSent failed -> new Inquired.Unanswered("not_sent");
      case Reply.Unheard lost -> new Inquired.Unanswered(lost.reason().toLowerCase(Locale.ROOT));
      case Reply.Body body -> judged(asked, body);
    };
  }

  private Inquired judged(Asked asked, Reply.Body body) {
    try {
      return new Inquired.Answered(inquirer.judged(asked, body).payload());
    } catch (AnswerRefused refused) {
      LOG.warnf(
          "answer_refused message=%s bank=%s reason=%s",
          asked.question().messageId(), asked.question().institutionId(), refused.reason().wire());
      return new Inquired.Unanswered("answer_" + refused.reason().wire());
    }
  }
}
