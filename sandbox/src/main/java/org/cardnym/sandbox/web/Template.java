package org.cardnym.sandbox.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with places {@code {{name}}}, filled with escaped text, and {@code {{{name}}}}, filled as
 * is. Words in the reader's language stand as {@code [[key]]}; they may hold places themselves.
 */
public final class Template {
  private static final Pattern WORD = Pattern.compile("\\[\\[([\\w.]+)]]");
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");

  private final String text;

  public Template(Class<?> beside, String name) {
    this.text = text(beside, name);
  }

  /**
   * The same in a language.
   *
   * @param words plain text for a key
   */
  public Template(Class<?> beside, String name, UnaryOperator<String> words) {
    this.text =
        WORD.matcher(text(beside, name))
            .replaceAll(found -> Matcher.quoteReplacement(escape(words.apply(found.group(1)))));
  }

  public String fill(Map<String, String> values) {
    Matcher place = PLACE.matcher(text);
    return place.replaceAll(found ->
        Matcher.quoteReplacement(
            found.group(1) != null
                ? values.getOrDefault(found.group(1), "")
                : escape(values.getOrDefault(found.group(2), ""))));
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  public static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
