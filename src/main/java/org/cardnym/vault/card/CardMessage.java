package org.cardnym.vault.card;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A message that holds a card, as other rooms may handle it: they can read what stands around the
 * card, and hand the card on. Wiped when closed. Does not print.
 */
public final class CardMessage implements AutoCloseable {
  private static final int MAX_MEMBERS = 32;

  private final CharBuffer text;
  private final EnteredCards cards;
  private final Map<String, String> words = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();

  private CardMessage(CharBuffer text, EnteredCards cards) {
    this.text = text;
    this.cards = cards;
  }

  /**
   * Reads all but the card; the caller's array stays the caller's to wipe.
   *
   * @throws Refusal {@link ErrorCode#MALFORMED} unless it is one JSON object, its members once each
   */
  static CardMessage read(byte[] utf8, EnteredCards cards) {
    var message = new CardMessage(CharBuffer.allocate(utf8.length), cards);
    try {
      CardForm.decode(utf8, message.text);
      message.parse();
      return message;
    } catch (IOException unfit) {
      // Its text could quote the message.
      message.close();
      throw new Refusal(ErrorCode.MALFORMED);
    } catch (RuntimeException unfit) {
      message.close();
      throw unfit;
    }
  }

  /** A member that is a string, or null. */
  public @Nullable String text(String name) {
    return words.get(name);
  }

  /** A member that is a whole number, or null. */
  public @Nullable Long number(String name) {
    return numbers.get(name);
  }

  /**
   * Its members {@code card} and {@code limit}, once.
   *
   * @return a card that the taker closes
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED} or {@link ErrorCode#LIMIT_UNFIT}
   */
  public EnteredCard card() {
    return cards.of(CardForm.inMessage(text));
  }

  @Override
  public void close() {
    Arrays.fill(text.array(), '\0');
  }

  @Override
  public String toString() {
    return "CardMessage";
  }

  private void parse() throws IOException {
    try (JsonParser json = CardJson.parser(text)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      for (int members = 0; json.nextToken() == JsonToken.FIELD_NAME; members++) {
        require(members < MAX_MEMBERS);
        member(json, json.currentName());
      }
      require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    }
  }

  private void member(JsonParser json, String name) throws IOException {
    require(!words.containsKey(name) && !numbers.containsKey(name));
    switch (json.nextToken()) {
      case VALUE_STRING -> words.put(name, json.getText());
      case VALUE_NUMBER_INT -> numbers.put(name, json.getLongValue());
      case null -> throw new Refusal(ErrorCode.MALFORMED);
      default -> json.skipChildren();
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
  }
}
