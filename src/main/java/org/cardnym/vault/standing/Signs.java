package org.cardnym.vault.standing;

import java.util.Optional;
import org.cardnym.vault.audit.TrailWitness.Heard;

/**
 * Tells a restored database from the one that was left, a pure function of what is noted in it and
 * what is found. A database in which nothing was ever signed is a new one.
 */
final class Signs {
  private Signs() {}

  /**
   * @param notedPlace where the database said that it lay; empty where it has said nothing
   * @param place where it lies; empty where that can't be told
   * @param notedWord the last word that it has heard
   * @param word the operator's, empty without one
   */
  static Optional<Cause> of(
      String notedPlace, String place, String notedWord, String word, Heard heard) {
    if (heard.missing()) {
      return Optional.of(Cause.HEADS);
    }
    if (heard.number() == 0) {
      return Optional.empty();
    }
    if (!word.isEmpty() && !word.equals(notedWord)) {
      return Optional.of(Cause.WORD);
    }
    boolean moved = !notedPlace.isEmpty() && !place.isEmpty() && !notedPlace.equals(place);
    return moved && !heard.whole() ? Optional.of(Cause.PLACE) : Optional.empty();
  }
}
