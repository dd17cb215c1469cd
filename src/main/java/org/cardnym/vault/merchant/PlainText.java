package org.cardnym.vault.merchant;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cardnym.vault.text.CodePoints;

/**
 * Text that others wrote and payers read: one short line, no links, nothing invisible, nothing that
 * turns the direction of reading.
 */
public final class PlainText {
  private static final Pattern LINK =
      Pattern.compile(
          "://|\\bwww\\.|\\bhttps?:|\\bmailto:|\\b[\\p{L}0-9-]+\\.(?:com|net|org|io|info|biz|app|shop)\\b");

  private PlainText() {}

  /**
   * True if {@code text} may be shown.
   *
   * @param most the greatest length, in code points
   */
  public static boolean fits(String text, int most) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= most
        && text.equals(text.strip())
        && text.codePoints().allMatch(CodePoints::plain)
        && !text.contains("  ")
        && Normalizer.isNormalized(text, Normalizer.Form.NFC)
        && !LINK.matcher(text.toLowerCase(Locale.ROOT)).find();
  }
}
