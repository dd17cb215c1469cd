package org.cardnym.vault.issuer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cardnym.vault.card.CardPlain;
import org.cardnym.vault.card.CardUse;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.card.EnteredCard;
import org.cardnym.vault.card.Gender;
import org.cardnym.vault.card.PlaintextAccess;

/**
 * Completes one payload and seals it for its bank: outside the room {@code card} the only code that
 * asks for a card and sees it. The number stands in byte arrays alone, which are wiped; it never
 * becomes a string, so not even its JSON is written by a library.
 */
final class CardSealing implements CardUse {
  private static final int MAX_PAYLOAD = 12 * 1024;

  private final byte[] members;
  private final boolean codeToo;
  private final MessageJose jose;

  /**
   * Prepares to seal.
   *
   * @param members the payload so far: one JSON object that is not empty
   * @param codeToo true for the one kind that carries the card's verification code
   */
  CardSealing(byte[] members, boolean codeToo, MessageJose jose) {
    this.members = members;
    this.codeToo = codeToo;
    this.jose = jose;
  }

  /** Seals with a card from its record. */
  byte[] seal(Cards cards, Transmission sent) {
    return cards.lend(sent.payerId(), sent.cardId(), sent.bankId(), this);
  }

  /** Seals with a card that was just entered, and its code. */
  byte[] seal(EnteredCard card) {
    return card.lend(this);
  }

  @Override
  public byte[] seal(CardPlain plain, PlaintextAccess access) {
    return sealed(payload -> card(payload, plain, access));
  }

  /** Seals a message that needs nothing more. */
  byte[] seal() {
    return sealed(payload -> {});
  }

  /** Seals a message with the bank's one-time code. */
  byte[] seal(BankCode code) {
    return sealed(payload ->
        member(payload, ",\"code\":\"", code.digits().getBytes(StandardCharsets.US_ASCII)));
  }

  private byte[] sealed(java.util.function.Consumer<ByteBuffer> more) {
    ByteBuffer payload = ByteBuffer.allocate(MAX_PAYLOAD);
    byte[] whole = {};
    try {
      payload.put(members, 0, members.length - 1);
      more.accept(payload);
      payload.put((byte) '}');
      whole = Arrays.copyOf(payload.array(), payload.position());
      return jose.seal(whole);
    } finally {
      Arrays.fill(payload.array(), (byte) 0);
      Arrays.fill(whole, (byte) 0);
    }
  }

  private void card(ByteBuffer payload, CardPlain plain, PlaintextAccess access) {
    payload.put(ascii(",\"card\":{"));
    member(payload, "\"number\":\"", plain.number(access));
    member(payload, ",\"expiry\":\"", ascii(plain.expiry(access).toString()));
    member(
        payload,
        ",\"holderName\":\"",
        JsonStringEncoder.getInstance().quoteAsUTF8(plain.holderName(access)));
    Gender gender = plain.gender(access);
    if (gender != null) {
      member(payload, ",\"gender\":\"", ascii(gender.wire()));
    }
    byte[] code = plain.verificationCode(access);
    if (code != null && codeToo) {
      member(payload, ",\"verificationCode\":\"", code);
    }
    payload.put((byte) '}');
  }

  /** Writes a string member; its value is wiped. */
  private static void member(ByteBuffer payload, String opening, byte[] value) {
    payload.put(ascii(opening)).put(value).put((byte) '"');
    Arrays.fill(value, (byte) 0);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
