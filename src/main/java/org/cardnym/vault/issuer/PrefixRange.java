package org.cardnym.vault.issuer;

import java.util.Locale;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * A range of prefixes, told by its first and last number of eight digits (ISO/IEC 7812-1:2017: the
 * issuer identification number).
 *
 * @param digits the length in which both ends were given, 6 to 8
 */
public record PrefixRange(int digits, int low, int high) {
  private static final int LENGTH = 8;
  private static final int MIN_LENGTH = 6;

  /**
   * Reads both ends.
   *
   * @throws Refusal {@link ErrorCode#ROUTE_UNFIT} unless both are 6 to 8 digits, of one length, in
   *     order
   */
  public static PrefixRange of(String first, String last) {
    boolean fit =
        first.length() == last.length()
            && first.matches("[0-9]{6,8}")
            && last.matches("[0-9]{6,8}");
    if (!fit || first.compareTo(last) > 0) {
      throw new Refusal(ErrorCode.ROUTE_UNFIT);
    }
    return new PrefixRange(first.length(), padded(first, '0'), padded(last, '9'));
  }

  /** All numbers that begin with up to eight digits. */
  public static PrefixRange beginningWith(String prefix) {
    if (!prefix.matches("[0-9]{" + MIN_LENGTH + "," + LENGTH + "}")) {
      throw new Refusal(ErrorCode.ROUTE_UNFIT);
    }
    return of(prefix, prefix);
  }

  /** All numbers that begin with these eight digits, as a number. */
  static PrefixRange ofOne(int first) {
    return new PrefixRange(LENGTH, first, first);
  }

  /** True where every number of the other is in this one. */
  public boolean holds(PrefixRange other) {
    return low <= other.low && high >= other.high;
  }

  /**
   * True where a number in both would not know which to take: they are equal, or overlap and
   * neither holds the other.
   */
  boolean crosses(PrefixRange other) {
    boolean same = low == other.low && high == other.high;
    boolean apart = high < other.low || low > other.high;
    return same || !(apart || holds(other) || other.holds(this));
  }

  public String first() {
    return end(low);
  }

  public String last() {
    return end(high);
  }

  private String end(int number) {
    return String.format(Locale.ROOT, "%08d", number).substring(0, digits);
  }

  private static int padded(String end, char filler) {
    return Integer.parseInt(end + String.valueOf(filler).repeat(LENGTH - end.length()));
  }
}
