package org.cardnym.vault.audit;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A place in the trail: an entry's, or a batch's own before the first of its entries.
 *
 * @param position of an entry, 0 the first; below every integer for the batch itself, above every
 *     one behind its entries
 * @param entry its identifier, should another claim the same position
 */
public record TrailPlace(long batch, long position, UUID entry) {
  private static final long ITSELF = Integer.MIN_VALUE - 1L;
  private static final long BEHIND = Integer.MAX_VALUE + 1L;
  private static final UUID NONE = new UUID(0, 0);
  private static final Pattern WIRE =
      Pattern.compile("([0-9]{1,18})\\.(-?[0-9]{1,10})\\.([0-9a-f-]{36})");

  /** Before everything that belongs to this batch. */
  public static TrailPlace before(long batch) {
    return new TrailPlace(batch - 1, BEHIND, NONE);
  }

  static TrailPlace of(long batch) {
    return new TrailPlace(batch, ITSELF, NONE);
  }

  /**
   * Reads a cursor.
   *
   * @throws Refusal {@link ErrorCode#MALFORMED}
   */
  public static TrailPlace read(String cursor) {
    Matcher found = WIRE.matcher(cursor);
    if (!found.matches()) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "cursor"));
    }
    return new TrailPlace(
        Long.parseLong(found.group(1)), Long.parseLong(found.group(2)), entry(found.group(3)));
  }

  private static UUID entry(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException none) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "cursor"));
    }
  }

  /** True if the other place comes later, whatever entries claim one position. */
  boolean isBefore(TrailPlace other) {
    return batch < other.batch || (batch == other.batch && position < other.position);
  }

  /** As a cursor: batch, position and entry. */
  static String wire(@Nullable TrailRecord last) {
    TrailPlace place =
        switch (last) {
          case null -> before(1);
          case TrailRecord.Batch batch -> of(batch.number());
          case TrailRecord.Entry entry -> place(entry);
        };
    return place.batch + "." + place.position + "." + place.entry;
  }

  private static TrailPlace place(TrailRecord.Entry entry) {
    return new TrailPlace(
        entry.batch() == null ? 0 : entry.batch(),
        entry.position() == null ? 0 : entry.position(),
        entry.id());
  }
}
