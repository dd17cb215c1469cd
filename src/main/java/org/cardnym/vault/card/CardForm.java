package org.cardnym.vault.card;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Set;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the page sends to add a card:
 *
 * <pre>
 * {"number": "12 to 19 digits", "holderName": "…", "expiry": "2029-11", "gender": "female" | "male" | "other" (optional),
 *  "verificationCode": "3 or 4 digits", "limit": {"currency": "EUR", "perPayment": 50000, "perDay": 100000}}
 * </pre>
 *
 * Read token by token in one buffer that is wiped afterwards: number and code never become a text,
 * and no parser's complaint, which could quote them, leaves this class. Every fault is the same
 * refusal, but for an unfit limit, which says nothing of the card.
 */
final class CardForm {
  private static final Set<String> MESSAGE_MEMBERS =
      Set.of("number", "expiry", "holderName", "gender");

  private @Nullable Pan number;
  private @Nullable CardVerificationCode code;
  private @Nullable String holderName;
  private @Nullable YearMonth expiry;
  private @Nullable Gender gender;
  private @Nullable LimitAsked limit;

  private CardForm() {}

  /** A form's content: plaintext that the taker closes, and a limit. */
  record Content(CardPlain plain, LimitAsked limit) {
    @Override
    public String toString() {
      return "Content";
    }
  }

  /**
   * Reads a form; the caller's array stays the caller's to wipe.
   *
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED} or {@link ErrorCode#LIMIT_UNFIT}
   */
  static Content read(byte[] body) {
    var form = new CardForm();
    CharBuffer text = CharBuffer.allocate(body.length);
    try {
      decode(body, text);
      form.parse(text);
      return form.content(true);
    } catch (IOException | DateTimeException unfit) {
      form.wipe();
      throw refused();
    } catch (Refusal unfit) {
      form.wipe();
      throw unfit.code() == ErrorCode.LIMIT_UNFIT ? unfit : refused();
    } finally {
      Arrays.fill(text.array(), '\0');
    }
  }

  static void decode(byte[] body, CharBuffer into) throws CharacterCodingException {
    var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body), into, true);
    if (!result.isUnderflow()) {
      result.throwException();
    }
    into.flip();
  }

  /**
   * Reads the members {@code card} and {@code limit} of a message, whatever else is in it; its card
   * has no verification code. What was read of the text is wiped.
   *
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED} or {@link ErrorCode#LIMIT_UNFIT}
   */
  static Content inMessage(CharBuffer text) {
    var form = new CardForm();
    try (JsonParser json = CardJson.parser(text)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        form.messageMember(json, json.currentName());
      }
      return form.content(false);
    } catch (IOException | DateTimeException unfit) {
      form.wipe();
      throw refused();
    } catch (Refusal unfit) {
      form.wipe();
      throw unfit.code() == ErrorCode.LIMIT_UNFIT ? unfit : refused();
    }
  }

  private void messageMember(JsonParser json, String name) throws IOException {
    switch (name) {
      case "limit" -> member(json, name);
      case "card" -> {
        require(json.nextToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String inner = json.currentName();
          require(!inner.equals("verificationCode") && !inner.equals("limit"));
          if (MESSAGE_MEMBERS.contains(inner)) {
            member(json, inner);
          } else {
            skip(json);
          }
        }
      }
      default -> skip(json);
    }
  }

  private static void skip(JsonParser json) throws IOException {
    json.nextToken();
    json.skipChildren();
  }

  private void parse(CharBuffer text) throws IOException {
    try (JsonParser json = CardJson.parser(text)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        member(json, json.currentName());
      }
      require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    }
  }

  private void member(JsonParser json, String name) throws IOException {
    switch (name) {
      case "number" -> {
        require(number == null);
        number = CardJson.digits(json, Pan::of);
      }
      case "verificationCode" -> {
        require(code == null);
        code = CardJson.digits(json, CardVerificationCode::of);
      }
      case "holderName" -> {
        require(holderName == null);
        holderName = HolderName.of(CardJson.characters(json));
      }
      case "expiry" -> {
        require(expiry == null);
        expiry = YearMonth.parse(CardJson.word(json, 7));
      }
      case "gender" -> {
        require(gender == null);
        gender = gender(CardJson.word(json, 6));
      }
      case "limit" -> {
        require(limit == null);
        limit = CardJson.limit(json);
      }
      default -> throw refused();
    }
  }

  private Content content(boolean codeToo) {
    if (codeToo == (code == null)) {
      throw refused();
    }
    if (number == null || holderName == null || expiry == null || limit == null) {
      throw refused();
    }
    return new Content(new CardPlain(number, expiry, holderName, gender, code), limit);
  }

  private void wipe() {
    if (number != null) {
      number.close();
    }
    if (code != null) {
      code.close();
    }
  }

  private static Gender gender(String word) {
    for (Gender gender : Gender.values()) {
      if (gender.wire().equals(word)) {
        return gender;
      }
    }
    throw refused();
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw refused();
    }
  }

  private static Refusal refused() {
    return new Refusal(ErrorCode.CARD_NOT_ADDED);
  }
}
