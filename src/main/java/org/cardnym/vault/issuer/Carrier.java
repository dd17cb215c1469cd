package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.cardnym.vault.issuer.AnswerRefused.Reason;
import org.cardnym.vault.keys.Signatures;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.trace.StepName;
import org.jboss.logging.Logger;

/**
 * Carries one transmission to its bank and judges what comes back; holds no transaction and no
 * database connection meanwhile.
 */
@ApplicationScoped
class Carrier {
  private static final Logger LOG = Logger.getLogger(Carrier.class);

  private final Channels channels;
  private final Links links;
  private final Signatures signatures;
  private final IssuerName issuer;
  private final Clock clock;
  private final ExchangeMeters meters;
  private final Gates gates;

  Carrier(
      Channels channels,
      Links links,
      Signatures signatures,
      IssuerName issuer,
      Clock clock,
      ExchangeMeters meters,
      Gates gates) {
    this.channels = channels;
    this.links = links;
    this.signatures = signatures;
    this.issuer = issuer;
    this.clock = clock;
    this.meters = meters;
    this.gates = gates;
  }

  /** What its bank's gate holds back was not sent; no card is opened for it. */
  Result carry(Transmission transmission, Lender lender) throws InterruptedException {
    return switch (gates.enter(transmission)) {
      case Gate.Refused refused -> Result.of(Event.NOT_SENT, refused.why().wire());
      case Gate.Pass pass -> {
        try (pass) {
          yield send(transmission, lender, pass);
        }
      }
    };
  }

  private Result send(Transmission transmission, Lender lender, Gate.Pass pass)
      throws InterruptedException {
    Channel channel;
    Question question;
    byte[] sealed;
    Link link;
    try {
      channel = channels.open(transmission.bankId(), transmission.kind());
      Envelope envelope =
          Envelope.of(transmission, issuer.text(), channel.institutionId(), clock.instant());
      CardSealing sealing = sealing(transmission, envelope, channel);
      sealed = meters.part(StepName.SEAL, transmission, () -> lender.lend(sealing));
      question = Question.of(envelope, sealed);
      link = links.to(channel);
    } catch (Refusal refused) {
      return Result.of(lasting(refused) ? Event.UNSENDABLE : Event.NOT_SENT, refused.code().wire());
    } catch (RuntimeException broken) {
      LOG.errorf(
          "message_not_made message=%s error=%s",
          transmission.messageId(), broken.getClass().getSimpleName());
      return Result.of(Event.NOT_SENT, "not_made");
    }
    Reply reply =
        meters.part(StepName.SEND, transmission, () -> link.post(sealed, transmission.patience()));
    Result result = result(reply, transmission, question);
    gates.ended(transmission, pass, result);
    return result;
  }

  private Result result(Reply reply, Transmission transmission, Question question) {
    return switch (reply) {
      case Reply.NotSent failed -> Result.of(Event.NOT_SENT, failed.reason());
      case Reply.Unheard lost -> Result.of(Event.UNKNOWN, lost.reason());
      case Reply.Body body ->
          meters.part(StepName.CHECK, transmission, () -> judged(body, transmission, question));
    };
  }

  private CardSealing sealing(Transmission transmission, Envelope envelope, Channel channel) {
    var jose = new MessageJose(signatures.message(), channel.recipient(), transmission.kind());
    return new CardSealing(
        envelope.around(transmission.content()), transmission.kind() == Kind.VERIFICATION, jose);
  }

  /** From here on the message may have arrived: whatever goes wrong, the outcome is unknown. */
  private Result judged(Reply.Body body, Transmission transmission, Question question) {
    try {
      SignedAnswer signed = SignedAnswer.read(body.bytes());
      Optional<PinnedKey> key =
          channels.answerKey(transmission.bankId(), transmission.kind(), signed.kid());
      if (key.isEmpty()) {
        throw new AnswerRefused(Reason.KEY);
      }
      return Result.of(
          AnswerRule.judge(signed.verified(key.get().key()), question, clock.instant()));
    } catch (AnswerRefused refused) {
      return unbelieved(question, refused.reason().wire());
    } catch (RuntimeException broken) {
      return unbelieved(
          question, broken instanceof Refusal refusal ? refusal.code().wire() : "unjudged");
    }
  }

  private static Result unbelieved(Question question, String reason) {
    LOG.warnf(
        "answer_refused message=%s bank=%s reason=%s",
        question.messageId(), question.institutionId(), reason);
    return Result.of(Event.UNKNOWN, "answer_" + reason);
  }

  /** What no later try will mend. */
  private static boolean lasting(Refusal refused) {
    return refused.code() == ErrorCode.ROW_REFUSED || refused.code() == ErrorCode.NOT_FOUND;
  }
}
