package org.cardnym.bank.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;

/**
 * Reads members of one JSON object; whatever has another shape is refused as malformed, without
 * quoting it.
 */
final class Members {

  private final ObjectNode object;

  Members(ObjectNode object) {
    this.object = object;
  }

  boolean has(String name) {
    return object.has(name);
  }

  Members object(String name) {
    if (object.get(name) instanceof ObjectNode inner) {
      return new Members(inner);
    }
    throw malformed();
  }

  /** A string of {@code min} to {@code max} code points that a database and a receipt can hold. */
  String text(String name, int min, int max) {
    return textOf(object.get(name), min, max);
  }

  String text(String name, Pattern pattern) {
    String text = text(name, 1, Integer.MAX_VALUE);
    if (!pattern.matcher(text).matches()) {
      throw malformed();
    }
    return text;
  }

  List<String> texts(String name, int mostTexts, int max) {
    JsonNode list = object.get(name);
    if (list == null || !list.isArray() || list.isEmpty() || list.size() > mostTexts) {
      throw malformed();
    }
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(textOf(item, 1, max)));
    return texts;
  }

  long integer(String name, long min, long max) {
    JsonNode value = object.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw malformed();
    }
    long number = value.longValue();
    if (number < min || number > max) {
      throw malformed();
    }
    return number;
  }

  /** A string that {@code parse} understands; its exceptions are dropped, for they quote. */
  <T> T parsed(String name, Function<String, T> parse) {
    try {
      return parse.apply(text(name, 1, Integer.MAX_VALUE));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw malformed();
    }
  }

  private static String textOf(
      @org.jspecify.annotations.Nullable JsonNode value, int min, int max) {
    if (value == null || !value.isTextual()) {
      throw malformed();
    }
    String text = value.textValue();
    int length = text.codePointCount(0, text.length());
    if (length < min || length > max || text.codePoints().anyMatch(Members::unprintable)) {
      throw malformed();
    }
    return text;
  }

  private static boolean unprintable(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  static Refusal malformed() {
    return new Refusal(RefusalCode.MALFORMED);
  }
}
