package org.cardnym.vault.card;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.UUID;

/**
 * Cards for tests of this room and others: public test numbers, through the form that a page sends.
 */
@ApplicationScoped
public class TestCards {
  public static final String VISA = "4111111111111111";
  public static final String AMEX = "378282246310005";

  private final EnteredCards entered;
  private final Cards cards;
  private final Wallet wallet;
  private final EntityManager entities;

  TestCards(EnteredCards entered, Cards cards, Wallet wallet, EntityManager entities) {
    this.entered = entered;
    this.cards = cards;
    this.wallet = wallet;
    this.entities = entities;
  }

  /** A card as the page enters it, with a limit of 500.00 EUR a payment and 1000.00 EUR a day. */
  public EnteredCard enter(String number, String code) {
    return entered.read(form(number, code), null, "192.0.2.1");
  }

  /** A card that its bank has verified. */
  public UUID verified(UUID payerId, UUID bankId, String number, boolean holderAgreed) {
    UUID cardId = waiting(payerId, bankId, number);
    QuarkusTransaction.requiringNew().run(() -> cards.verified(payerId, cardId, holderAgreed));
    return cardId;
  }

  /** A verified card of this month of expiry. */
  public UUID expiring(UUID payerId, UUID bankId, YearMonth expiry) {
    byte[] form =
        new String(form(VISA, "123"), StandardCharsets.UTF_8)
            .replace("2039-11", expiry.toString())
            .getBytes(StandardCharsets.UTF_8);
    try (EnteredCard card = entered.read(form, null, "192.0.2.1")) {
      return QuarkusTransaction.requiringNew()
          .call(() -> {
            UUID cardId = cards.keep(card, payerId, bankId);
            cards.verified(payerId, cardId, true);
            return cardId;
          });
    }
  }

  /** A card that waits for its bank. */
  public UUID waiting(UUID payerId, UUID bankId, String number) {
    try (EnteredCard card = enter(number, "123")) {
      return QuarkusTransaction.requiringNew().call(() -> cards.keep(card, payerId, bankId));
    }
  }

  /** Keeps a card that somebody entered. */
  public UUID kept(EnteredCard card, UUID payerId, UUID bankId) {
    return QuarkusTransaction.requiringNew().call(() -> cards.keep(card, payerId, bankId));
  }

  /** What their payer does to a card on the account page. */
  public void named(UUID payerId, UUID cardId, String nickname) {
    QuarkusTransaction.requiringNew().run(() -> wallet.rename(payerId, cardId, nickname));
  }

  public void frozen(UUID payerId, UUID cardId) {
    QuarkusTransaction.requiringNew().run(() -> wallet.freeze(payerId, cardId));
  }

  /** The same in the caller's transaction. */
  public void frozenHere(UUID payerId, UUID cardId) {
    wallet.freeze(payerId, cardId);
  }

  /** Gives a card's row to another bank, its MAC too, and leaves the record as it was sealed. */
  public void misbound(UUID payerId, UUID cardId, UUID bankId) {
    QuarkusTransaction.requiringNew()
        .run(() -> entities.find(CardRow.class, new CardRow.Key(payerId, cardId)).bankId = bankId);
  }

  public void removed(UUID payerId, UUID cardId) {
    QuarkusTransaction.requiringNew().run(() -> cards.remove(payerId, cardId));
  }

  static byte[] form(String number, String code) {
    return """
    {"number":"%s","holderName":"Ada Example","expiry":"2039-11","gender":"female","verificationCode":"%s",\
    "limit":{"currency":"EUR","perPayment":50000,"perDay":100000}}\
    """
        .formatted(number, code)
        .getBytes(StandardCharsets.UTF_8);
  }
}
