package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Seals what a payer may see of a card under that payer's key. Format 2: brand, prefix, last four
 * and expiry (as {@code 2029-11}) in US-ASCII, a space between them, padded with spaces to one
 * length for all.
 */
@ApplicationScoped
class CardDisplays {
  private static final int SIZE = 48;

  private final Payers payers;

  CardDisplays(Payers payers) {
    this.payers = payers;
  }

  byte[] seal(CardBinding card, CardDisplay display) {
    byte[] text =
        String.join(
                " ",
                display.brand().wire(),
                display.prefix(),
                display.lastFour(),
                display.expiry().toString())
            .getBytes(StandardCharsets.US_ASCII);
    byte[] padded = new byte[SIZE];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(text, 0, padded, 0, text.length);
    return payers.seal(card.payerId(), card.display(), padded);
  }

  CardDisplay open(CardBinding card, byte[] sealed) {
    byte[] padded = payers.open(card.payerId(), card.display(), sealed);
    List<String> parts =
        List.of(new String(padded, StandardCharsets.US_ASCII).strip().split(" ", -1));
    if (parts.size() != 4) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    return new CardDisplay(
        Brand.of(parts.get(0)), parts.get(1), parts.get(2), YearMonth.parse(parts.get(3)));
  }
}
