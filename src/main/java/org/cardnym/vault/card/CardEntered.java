package org.cardnym.vault.card;

import java.util.Locale;
import java.util.UUID;

/** What takes a card that a payer has just entered; the room of enrolment does. */
public interface CardEntered {
  /** How far the card has come. */
  enum Progress {
    ACTIVE,
    LIMITED,
    CODE_REQUIRED;

    /** The name on the wire, for instance {@code code_required}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The answer for the page. */
  record Answer(UUID cardId, Progress progress) {}

  /**
   * Judges the session, counts the try, keeps the card and asks the bank, all before it returns:
   * the card is wiped then.
   *
   * @throws org.cardnym.vault.refusal.Refusal for any reason; reasons that depend on the card reach
   *     the page as one
   */
  Answer entered(EnteredCard card);
}
