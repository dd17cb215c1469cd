package org.cardnym.bench.agent;

import java.util.List;
import java.util.Locale;

/** Bugs that are planted on purpose, to see that the harness catches them. */
public enum Plant {
  /** The authorization goes to the bank while the intent's transaction is still open. */
  INTENT_AFTER_SEND(new Place("org.cardnym.vault.payment.Pipeline", "commit")),
  /** An approval that comes after the reversal was decided turns the failed payment over. */
  LATE_APPROVAL(
      new Place("org.cardnym.vault.issuer.ExchangeRule", "next"),
      new Place("org.cardnym.vault.payment.Outcomes", "approve")),
  /** A repeat carries a message id of its own, so that the bank decides anew. */
  NEW_MESSAGE_ID(new Place("org.cardnym.vault.issuer.Envelope", "of"));

  /** A method of the vault that is changed. */
  public record Place(String type, String method) {}

  private final List<Place> places;

  Plant(Place... places) {
    this.places = List.of(places);
  }

  public List<Place> places() {
    return places;
  }

  /** For instance {@code late-approval}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Plant of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
