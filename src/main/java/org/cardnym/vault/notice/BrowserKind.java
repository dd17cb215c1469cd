package org.cardnym.vault.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What kind of browser asked for a code, as far as it says so itself: words of this table only, so
 * that nobody writes into another's mail.
 *
 * @param words for instance {@code Firefox, Android}
 */
public record BrowserKind(String words) {
  /** The first that is found counts: many claim to be those further down as well. */
  private static final List<Sign> BROWSERS =
      List.of(
          new Sign("Edg", "Edge"),
          new Sign("OPR/", "Opera"),
          new Sign("SamsungBrowser/", "Samsung Internet"),
          new Sign("Firefox/", "Firefox"),
          new Sign("FxiOS/", "Firefox"),
          new Sign("CriOS/", "Chrome"),
          new Sign("Chrome/", "Chrome"),
          new Sign("Safari/", "Safari"));

  private static final List<Sign> SYSTEMS =
      List.of(
          new Sign("Android", "Android"),
          new Sign("iPhone", "iPhone"),
          new Sign("iPad", "iPad"),
          new Sign("Windows", "Windows"),
          new Sign("Macintosh", "Mac"),
          new Sign("CrOS", "ChromeOS"),
          new Sign("Linux", "Linux"));

  private record Sign(String text, String word) {}

  /**
   * By what a browser says of itself.
   *
   * @param userAgent the header, or null
   */
  public static BrowserKind of(@Nullable String userAgent) {
    String said = userAgent == null ? "" : userAgent;
    return new BrowserKind(word(BROWSERS, said) + ", " + word(SYSTEMS, said));
  }

  private static String word(List<Sign> signs, String said) {
    return signs.stream()
        .filter(sign -> said.contains(sign.text()))
        .map(Sign::word)
        .findFirst()
        .orElse("?");
  }
}
