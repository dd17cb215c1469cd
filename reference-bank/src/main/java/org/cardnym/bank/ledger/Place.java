package org.cardnym.bank.ledger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a reader of the books stands: after one entry, before the next.
 *
 * @param madeBy the transaction that made the entry
 * @param sequence the entry among those of its transaction
 */
public record Place(long madeBy, long sequence) {

  /** Before the first entry. */
  public static final Place START = new Place(0, 0);

  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  /** Empty for a text that {@link #cursor} does not write. */
  public static Optional<Place> of(String cursor) {
    Matcher parts = CURSOR.matcher(cursor);
    return parts.matches()
        ? Optional.of(new Place(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  /** As readers carry it. */
  public String cursor() {
    return madeBy + "-" + sequence;
  }
}
