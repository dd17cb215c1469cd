package org.cardnym.vault.page;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The languages that the pages speak; the first is spoken to whoever asks for none of them. */
public enum Language {
  EN("en", Locale.ENGLISH, Locale.US),
  ZH("zh-Hans", Locale.CHINESE, Locale.SIMPLIFIED_CHINESE);

  /** Nobody's browser sends more; what is longer is not read. */
  private static final int MOST_CHARACTERS = 512;

  private final String tag;
  private final Locale words;
  private final Locale formats;

  Language(String tag, Locale words, Locale formats) {
    this.tag = tag;
    this.words = words;
    this.formats = formats;
  }

  /** For {@code lang} and {@code Content-Language} (BCP 47). */
  public String tag() {
    return tag;
  }

  /** Which message bundle has the words. */
  public Locale words() {
    return words;
  }

  /** How amounts and times are written. */
  public Locale formats() {
    return formats;
  }

  /**
   * The best of them for a reader: RFC 4647 §3.4, lookup.
   *
   * @param acceptLanguage the header (RFC 9110 §12.5.4) as it came, or null
   */
  public static Language preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > MOST_CHARACTERS) {
      return EN;
    }
    try {
      List<String> spoken = Stream.of(values()).map(l -> l.words.toLanguageTag()).toList();
      String found = Locale.lookupTag(LanguageRange.parse(acceptLanguage), spoken);
      return Stream.of(values())
          .filter(l -> l.words.toLanguageTag().equals(found))
          .findFirst()
          .orElse(EN);
    } catch (IllegalArgumentException malformed) {
      return EN;
    }
  }
}
