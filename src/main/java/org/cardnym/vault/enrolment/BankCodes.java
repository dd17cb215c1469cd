package org.cardnym.vault.enrolment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.card.CardEntered.Answer;
import org.cardnym.vault.card.CardEntered.Progress;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.BankCode;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.issuer.Family;
import org.cardnym.vault.issuer.Intent;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Settled;
import org.cardnym.vault.limit.Attempt;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSession;

/**
 * Carries the code that a bank sent to its customer back to the bank; after the last wrong one the
 * card is gone.
 */
@ApplicationScoped
class BankCodes {
  private final ProvenPayers proven;
  private final CardChecks checks;
  private final Cards cards;
  private final Exchanges exchanges;
  private final Limits limits;
  private final Subjects subjects;
  private final ObjectMapper json;

  BankCodes(
      ProvenPayers proven,
      CardChecks checks,
      Cards cards,
      Exchanges exchanges,
      Limits limits,
      Subjects subjects,
      ObjectMapper json) {
    this.proven = proven;
    this.checks = checks;
    this.cards = cards;
    this.exchanges = exchanges;
    this.limits = limits;
    this.subjects = subjects;
    this.json = json;
  }

  /**
   * Tries a code.
   *
   * @throws Refusal {@link ErrorCode#CODE_WRONG} if another may be tried, {@link
   *     ErrorCode#UNAVAILABLE} if the bank did not answer, {@link ErrorCode#CARD_NOT_ADDED} if the
   *     card waits no longer
   */
  Answer code(PageSession session, UUID cardId, BankCode code) {
    UUID payerId = proven.require(session);
    Attempt attempt = limits.attempt(Limit.BANK_CODE_TRIES, subjects.challenge(cardId));
    if (!attempt.mayBeJudged()) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
    UUID messageId = QuarkusTransaction.requiringNew().call(() -> intend(payerId, cardId));
    Settled answer = exchanges.verifyCode(payerId, messageId, code);
    return switch (answer.outcome()) {
      case APPROVED ->
          new Answer(cardId, answer.holderAgreed() ? Progress.ACTIVE : Progress.LIMITED);
      case DECLINED -> throw wrong(payerId, cardId, attempt, ErrorCode.CODE_WRONG);
      case NOT_SENT, UNKNOWN, CODE_REQUIRED, REVERSING, REVERSED, ACKNOWLEDGED ->
          throw wrong(payerId, cardId, attempt, ErrorCode.UNAVAILABLE);
    };
  }

  private UUID intend(UUID payerId, UUID cardId) {
    CardCheckRow check =
        checks.standing(payerId, cardId).orElseThrow(() -> new Refusal(ErrorCode.CARD_NOT_ADDED));
    ObjectNode content = json.createObjectNode().put("enrolment", TypeId.of(IdKind.CARD, cardId));
    content
        .putObject("original")
        .put("messageId", TypeId.of(IdKind.MESSAGE, check.messageId))
        .put("kind", Kind.VERIFICATION.wire());
    content.put("reference", check.reference);
    return exchanges.intend(
        new Intent(
            Kind.VERIFICATION_CODE, Family.PAYER, payerId, payerId, cardId, check.bankId, content));
  }

  private Refusal wrong(UUID payerId, UUID cardId, Attempt attempt, ErrorCode meanwhile) {
    if (attempt != Attempt.LAST) {
      return new Refusal(meanwhile);
    }
    QuarkusTransaction.requiringNew().run(() -> giveUp(payerId, cardId));
    return new Refusal(ErrorCode.CARD_NOT_ADDED);
  }

  /** Only if the check still stands: another try at the same time may have been right. */
  private void giveUp(UUID payerId, UUID cardId) {
    if (checks.standing(payerId, cardId).isPresent()) {
      cards.remove(payerId, cardId);
      checks.end(payerId, cardId);
    }
  }
}
