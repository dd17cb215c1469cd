package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
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
  private static final String FINGERPRINT = "pan";
  private static final int MAX_YEARS = 20;

  /** Where a month ends last. */
  private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

  private final IndexKeys index;
  private final Loosened loosened;
  private final Clock clock;

  EnteredCards(IndexKeys index, Loosened loosened, Clock clock) {
    this.index = index;
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
      int version = index.version(KeyPurpose.PAN_INDEX);
      byte[] fingerprint = fingerprint(version, content.plain().pan());
      return new EnteredCard(content, version, fingerprint, session, address);
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

  private byte[] fingerprint(int version, Pan pan) {
    byte[] digits = pan.digits();
    try {
      return index.value(KeyPurpose.PAN_INDEX, version, FINGERPRINT, digits);
    } finally {
      Arrays.fill(digits, (byte) 0);
    }
  }
}
