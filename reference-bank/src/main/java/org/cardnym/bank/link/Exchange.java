package org.cardnym.bank.link;

import java.time.InstantSource;
import java.util.Map;
import org.cardnym.bank.decision.AnswerManner;
import org.cardnym.bank.decision.CardRules;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.host.AuthorizationHost;
import org.cardnym.bank.message.Message;
import org.cardnym.bank.message.MessageReader;
import org.cardnym.bank.message.ReceivedMessage;
import org.cardnym.bank.message.Transmission;
import org.cardnym.bank.seal.MessageOpener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a sealed message to the payload of its answer: open, read, decide. */
public final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final MessageOpener opener;
  private final MessageReader reader;
  private final AuthorizationHost host;
  private final AnswerPayload payload;
  private final InstantSource clock;

  public Exchange(
      MessageOpener opener,
      MessageReader reader,
      AuthorizationHost host,
      String institution,
      String issuer,
      InstantSource clock) {
    this.opener = opener;
    this.reader = reader;
    this.host = host;
    this.payload = new AnswerPayload(institution, issuer);
    this.clock = clock;
  }

  /**
   * @throws org.cardnym.bank.refusal.Refusal if the transmission is refused
   */
  Answer answer(String compactJwe) {
    ReceivedMessage received = reader.read(opener.open(compactJwe));
    Decision decision = host.decide(received);
    Transmission transmission = received.transmission();
    LOG.info(
        "decided: kind={} messageId={} repeat={} decision={} responseCode={}",
        transmission.kind().wireName(),
        transmission.messageId(),
        transmission.repeat(),
        decision.outcome().wireName(),
        decision.responseCode());
    String json =
        payload.json(
            transmission,
            compactJwe,
            decision,
            clock.instant(),
            host.books(received.message()).map(RecordsJson::members).orElse(Map.of()));
    return new Answer(json, manner(received.message()));
  }

  private static AnswerManner manner(Message message) {
    return message instanceof Message.Authorization asked
        ? CardRules.answerManner(asked.card())
        : AnswerManner.PROMPT;
  }
}
