package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Turns a form into a card that other rooms can handle, unless the card can't be one that this
 * vault takes.
 */
@ApplicationScoped
class EnteredCards {
  private static final int MAX_YEARS = 20;

  /** Where a month ends last. */
  private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

  private final Fingerprints fingerprints;
  private final Loosened loosened;
  private final Clock clock;

  EnteredCards(Fingerprints fingerprints, Loosened loosened, Clock clock) {
    this.fingerprints = fingerprints;
    this.loosened = loosened;
    this.clock = clock;
  }

  /**
   * Reads a form.
   *
   * @param session the value of the page session's cookie, or null
   * @param address the client's address
   * @return a card that the taker closes
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED} or {@link ErrorCode#LIMIT_UNFIT}
   */
  EnteredCard read(byte[] body, @Nullable String session, String address) {
    return entered(CardForm.read(body), session, address);
  }

  /**
   * A card of a message, which nobody has entered.
   *
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED}
   */
  EnteredCard of(CardForm.Content content) {
    return entered(content, null, "");
  }

  private EnteredCard entered(CardForm.Content content, @Nullable String session, String address) {
    try {
      requireFit(content.plain());
      Pan pan = content.plain().pan();
      int version = fingerprints.version();
      return new EnteredCard(
          content, version, fingerprints.of(version, pan), fingerprints.all(pan), session, address);
    } catch (RuntimeException refused) {
      content.plain().close();
      throw refused;
    }
  }

  private void requireFit(CardPlain plain) {
    YearMonth now = YearMonth.from(clock.instant().atOffset(LAST_ZONE));
    boolean inTime =
        !plain.month().isBefore(now) && !plain.month().isAfter(now.plusYears(MAX_YEARS));
    boolean testOnly = loosened.sandbox();
    if (!inTime || (testOnly && !TestNumbers.holds(plain.pan()))) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
  }
}
