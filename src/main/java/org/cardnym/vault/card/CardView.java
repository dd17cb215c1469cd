package org.cardnym.vault.card;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card as its payer sees it. Does not print.
 *
 * @param nickname what the payer calls it, or null
 * @param pays true for the one card that the next payment would use, unless everything is frozen
 * @param limits one for each currency that it may pay
 */
public record CardView(
    UUID id,
    CardState state,
    CardDisplay display,
    @Nullable String nickname,
    boolean frozen,
    boolean preferred,
    boolean pays,
    Instant enteredAt,
    List<LimitAsked> limits) {
  public CardView {
    limits = List.copyOf(limits);
  }

  /** True if a payment may use it, unless everything is frozen. */
  public boolean usable() {
    return state.usable() && !frozen;
  }

  @Override
  public String toString() {
    return "CardView";
  }
}
