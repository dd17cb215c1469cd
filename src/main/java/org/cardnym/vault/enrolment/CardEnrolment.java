package org.cardnym.vault.enrolment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.card.CardEntered;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.card.EnteredCard;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.issuer.Family;
import org.cardnym.vault.issuer.Intent;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.issuer.Settled;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSessions;

/**
 * Adds a card: tries counted, bank found, record kept, bank asked. Whatever is wrong with the card
 * has one answer.
 */
@ApplicationScoped
class CardEnrolment implements CardEntered {
  private final PageSessions sessions;
  private final ProvenPayers proven;
  private final Payers payers;
  private final Cards cards;
  private final Routes routes;
  private final Exchanges exchanges;
  private final Limits limits;
  private final Subjects subjects;
  private final ObjectMapper json;

  CardEnrolment(
      PageSessions sessions,
      ProvenPayers proven,
      Payers payers,
      Cards cards,
      Routes routes,
      Exchanges exchanges,
      Limits limits,
      Subjects subjects,
      ObjectMapper json) {
    this.sessions = sessions;
    this.proven = proven;
    this.payers = payers;
    this.cards = cards;
    this.routes = routes;
    this.exchanges = exchanges;
    this.limits = limits;
    this.subjects = subjects;
    this.json = json;
  }

  @Override
  public Answer entered(EnteredCard card) {
    UUID payerId = proven.require(sessions.require(card.session()));
    countCard(card, payerId);
    UUID bankId =
        routes
            .bankFor(card.routingPrefix())
            .orElseThrow(() -> new Refusal(ErrorCode.CARD_NOT_ADDED));
    limits.require(Limit.CARD_TRIES_PER_BANK, subjects.bank(bankId));
    Kept kept = QuarkusTransaction.requiringNew().call(() -> keep(card, payerId, bankId));
    Settled answer = exchanges.verify(payerId, kept.messageId(), card);
    return new Answer(kept.cardId(), progress(answer));
  }

  private record Kept(UUID cardId, UUID messageId) {}

  private void countCard(EnteredCard card, UUID payerId) {
    limits.require(Limit.CARD_TRIES_PER_ADDRESS, subjects.address(card.address()));
    limits.require(Limit.CARD_TRIES_PER_CONTACT, subjects.contact(payers.email(payerId)));
    for (byte[] fingerprint : card.countedFingerprints()) {
      limits.require(Limit.CARD_TRIES_PER_FINGERPRINT, subjects.card(fingerprint));
    }
    limits.require(Limit.CARD_TRIES_PER_BIN, subjects.bin(card.routingPrefix()));
  }

  private Kept keep(EnteredCard card, UUID payerId, UUID bankId) {
    UUID cardId = cards.keep(card, payerId, bankId);
    ObjectNode content = json.createObjectNode().put("enrolment", TypeId.of(IdKind.CARD, cardId));
    content.putObject("amount").put("value", 0).put("currency", card.limit().currency());
    var intent =
        new Intent(Kind.VERIFICATION, Family.PAYER, payerId, payerId, cardId, bankId, content);
    return new Kept(cardId, exchanges.intend(intent));
  }

  private static Progress progress(Settled answer) {
    return switch (answer.outcome()) {
      case APPROVED -> answer.holderAgreed() ? Progress.ACTIVE : Progress.LIMITED;
      case CODE_REQUIRED -> Progress.CODE_REQUIRED;
      case DECLINED, NOT_SENT, UNKNOWN, REVERSING, REVERSED, ACKNOWLEDGED ->
          throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    };
  }
}
