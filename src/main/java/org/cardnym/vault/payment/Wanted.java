package org.cardnym.vault.payment;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Which of a merchant's payments a list is to show.
 *
 * @param before only payments older than this one; the place that a cursor names
 * @param limit how many at most
 * @param from created then or later
 * @param until created earlier
 */
record Wanted(
    @Nullable UUID before,
    int limit,
    @Nullable PaymentState state,
    @Nullable String reference,
    @Nullable Instant from,
    @Nullable Instant until) {
  private static final Set<String> KNOWN =
      Set.of("cursor", "limit", "state", "reference", "createdFrom", "createdBefore");

  /** RFC 3339 in UTC, no finer than the database keeps it; so it has no plus sign to encode. */
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,6})?Z");

  /**
   * Reads a query. A filter that is misspelt or given twice is refused: whoever asks for one state
   * must not get payments of all.
   */
  static Wanted read(Map<String, List<String>> query) {
    requireKnown(query, KNOWN);
    return new Wanted(
        Cursor.read(one(query, "cursor")),
        Cursor.limit(one(query, "limit")),
        state(one(query, "state")),
        reference(one(query, "reference")),
        time(query, "createdFrom"),
        time(query, "createdBefore"));
  }

  static void requireKnown(Map<String, List<String>> query, Set<String> known) {
    if (!known.containsAll(query.keySet())) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "query"));
    }
  }

  /** The value of a parameter, or null; given twice it is refused. */
  static @Nullable String one(Map<String, List<String>> query, String name) {
    List<String> given = query.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw malformed(name);
    }
    return given.isEmpty() ? null : given.getFirst();
  }

  private static @Nullable PaymentState state(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Stream.of(PaymentState.values())
        .filter(state -> state.wire().equals(text))
        .findFirst()
        .orElseThrow(() -> malformed("state"));
  }

  private static @Nullable String reference(@Nullable String text) {
    if (text != null) {
      PaymentOrder.plain("reference", text, PaymentOrder.MAX_REFERENCE);
    }
    return text;
  }

  private static @Nullable Instant time(Map<String, List<String>> query, String name) {
    String text = one(query, name);
    if (text == null) {
      return null;
    }
    try {
      if (TIME.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeException noSuchDay) {
      throw malformed(name);
    }
    throw malformed(name);
  }

  private static Refusal malformed(String name) {
    return new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
  }
}
