package org.cardnym.vault.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.cardnym.vault.card.CardView;
import org.cardnym.vault.card.LimitAsked;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

/**
 * A card on the wire: of its number the last four digits, and nothing more. Does not print.
 *
 * @param state {@code waiting}, {@code active} or {@code limited}
 * @param pays true for the card that the next payment would use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CardBody(
    String id,
    String brand,
    String lastFour,
    String expiry,
    @Nullable String nickname,
    String state,
    boolean frozen,
    boolean preferred,
    boolean pays,
    Instant addedAt,
    List<LimitBody> limits) {
  /** Minor units of a currency. */
  record LimitBody(String currency, long perPayment, long perDay) {
    static LimitBody of(LimitAsked limit) {
      return new LimitBody(limit.currency(), limit.perPayment(), limit.perDay());
    }
  }

  static CardBody of(CardView card) {
    return new CardBody(
        TypeId.of(IdKind.CARD, card.id()),
        card.display().brand().wire(),
        card.display().lastFour(),
        card.display().expiry().toString(),
        card.nickname(),
        card.state().name().toLowerCase(Locale.ROOT),
        card.frozen(),
        card.preferred(),
        card.pays(),
        card.enteredAt(),
        card.limits().stream().map(LimitBody::of).toList());
  }

  @Override
  public String toString() {
    return "CardBody";
  }
}
