package org.cardnym.vault.card;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.function.Function;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Takes values out of a JSON text without leaving copies: no pooled buffers, no canonical names, no
 * sources in errors.
 */
final class CardJson {
  private static final int MAX_DIGITS = 32;
  private static final int CURRENCY = 3;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2)
                  .maxNameLength(32)
                  .maxStringLength(512)
                  .maxNumberLength(18)
                  .build())
          .build();

  private CardJson() {}

  /** A parser that works in the buffer itself. */
  static JsonParser parser(CharBuffer text) throws IOException {
    return JSON.createParser(text.array(), text.arrayOffset(), text.limit());
  }

  /**
   * Hands the digits of a string value, as ASCII, to {@code take}; spaces and hyphens between them
   * are left out.
   */
  static <T> T digits(JsonParser json, Function<byte[], T> take) throws IOException {
    CharBuffer text = characters(json);
    byte[] digits = new byte[MAX_DIGITS];
    int length = 0;
    try {
      while (text.hasRemaining()) {
        char c = text.get();
        if (c == ' ' || c == '-') {
          continue;
        }
        require(c >= '0' && c <= '9' && length < MAX_DIGITS);
        digits[length++] = (byte) c;
      }
      byte[] exact = Arrays.copyOf(digits, length);
      try {
        return take.apply(exact);
      } finally {
        Arrays.fill(exact, (byte) 0);
      }
    } finally {
      Arrays.fill(digits, (byte) 0);
      Arrays.fill(
          json.getTextCharacters(),
          json.getTextOffset(),
          json.getTextOffset() + json.getTextLength(),
          '\0');
    }
  }

  /** A string value's characters, where the parser holds them; good until its next token. */
  static CharBuffer characters(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.VALUE_STRING);
    return CharBuffer.wrap(json.getTextCharacters(), json.getTextOffset(), json.getTextLength())
        .slice();
  }

  /** A string value that is no secret, if it is short enough. */
  static String word(JsonParser json, int maxLength) throws IOException {
    CharBuffer characters = characters(json);
    require(characters.length() <= maxLength);
    return characters.toString();
  }

  /** The object of a spending limit. */
  static LimitAsked limit(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT);
    String currency = null;
    Long perPayment = null;
    Long perDay = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "currency" -> currency = once(currency, word(json, CURRENCY));
        case "perPayment" -> perPayment = once(perPayment, whole(json));
        case "perDay" -> perDay = once(perDay, whole(json));
        default -> throw new Refusal(ErrorCode.CARD_NOT_ADDED);
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT
        || currency == null
        || perPayment == null
        || perDay == null) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
    return new LimitAsked(currency, perPayment, perDay);
  }

  private static long whole(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  private static <T> T once(@Nullable T before, T now) {
    require(before == null);
    return now;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
  }
}
