package org.cardnym.sandbox.shop;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.cardnym.sandbox.web.Template;

/** What the shop says in one language; {@code words_*.properties} hold the words. */
final class Words {
  private static final Words EN = new Words("en", "en", Locale.UK);
  private static final Words ZH = new Words("zh", "zh-Hans", Locale.SIMPLIFIED_CHINESE);
  static final List<Words> ALL = List.of(EN, ZH);

  /** Nobody's browser sends more; what is longer is not read. */
  private static final int MOST_CHARACTERS = 512;

  private final Properties words = new Properties();
  private final String range;
  private final String tag;
  private final Locale formats;

  private Words(String range, String tag, Locale formats) {
    this.range = range;
    this.tag = tag;
    this.formats = formats;
    String file = "words_" + range + ".properties";
    try {
      words.load(new StringReader(Template.text(Words.class, file)));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /**
   * The language of a browser, English for those that want neither.
   *
   * @param acceptLanguage the header as it came, or empty
   */
  static Words of(String acceptLanguage) {
    if (acceptLanguage.length() > MOST_CHARACTERS) {
      return EN;
    }
    try {
      List<LanguageRange> wanted = LanguageRange.parse(acceptLanguage);
      String found = Locale.lookupTag(wanted, List.of(EN.range, ZH.range));
      return ZH.range.equals(found) ? ZH : EN;
    } catch (IllegalArgumentException malformed) {
      return EN;
    }
  }

  /** For {@code lang} and {@code Content-Language}. */
  String tag() {
    return tag;
  }

  Set<String> keys() {
    return words.stringPropertyNames();
  }

  /** The words, as plain text. */
  String say(String key) {
    String said = words.getProperty(key);
    if (said == null) {
      throw new IllegalArgumentException("no word " + key);
    }
    return said;
  }

  String price(long cents) {
    return Price.text(cents, formats);
  }

  String name(Product product) {
    return say(product.id() + ".name");
  }

  /** What a bank statement or a payment page may say of an order. */
  String describe(List<Line> bought) {
    Line line = bought.getFirst();
    Map<String, String> count =
        Map.of("count", String.valueOf(line.count()), "name", name(line.product()));
    String first = line.count() > 1 ? filled("manyOf", count) : name(line.product());
    int kinds = bought.size();
    return kinds == 1
        ? first
        : filled(
            "andMore",
            Map.of(
                "first", first, "more", String.valueOf(kinds - 1), "kinds", String.valueOf(kinds)));
  }

  private String filled(String key, Map<String, String> values) {
    String text = say(key);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return text;
  }
}
