package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Seals what a payer calls a card under that payer's key. Format 1: UTF-8, padded with zeros to one
 * length for all.
 */
@ApplicationScoped
class CardNicknames {
  static final int SIZE = 128;

  private final Payers payers;

  CardNicknames(Payers payers) {
    this.payers = payers;
  }

  byte[] seal(CardBinding card, String nickname) {
    byte[] text = nickname.getBytes(StandardCharsets.UTF_8);
    if (text.length > SIZE) {
      throw new Refusal(ErrorCode.NICKNAME_UNFIT);
    }
    return payers.seal(card.payerId(), card.nickname(), Arrays.copyOf(text, SIZE));
  }

  @Nullable String open(CardBinding card, byte @Nullable [] sealed) {
    if (sealed == null) {
      return null;
    }
    byte[] padded = payers.open(card.payerId(), card.nickname(), sealed);
    int length = padded.length;
    while (length > 0 && padded[length - 1] == 0) {
      length--;
    }
    return new String(padded, 0, length, StandardCharsets.UTF_8);
  }
}
