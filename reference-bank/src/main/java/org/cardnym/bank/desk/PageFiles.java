package org.cardnym.bank.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files that make the live page; nothing else is served from the class path. */
final class PageFiles {

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private final Map<String, File> byPath =
      Map.of(
          "/", load("desk.html", "text/html; charset=utf-8"),
          "/desk.css", load("desk.css", "text/css; charset=utf-8"),
          "/desk.svg", load("desk.svg", "image/svg+xml"),
          "/desk.js", load("desk.js", SCRIPT),
          "/list.js", load("list.js", SCRIPT),
          "/row.js", load("row.js", SCRIPT),
          "/tally.js", load("tally.js", SCRIPT),
          "/words.js", load("words.js", SCRIPT));

  /** A text with its media type. */
  record File(String type, String text) {}

  /** A {@code <} stands in JSON within strings only; escaped, the text is harmless as anything. */
  static File json(String text) {
    return new File("application/json", text.replace("<", "\\u003c"));
  }

  Optional<File> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private static File load(String name, String type) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("a file of the page is missing: " + name);
      }
      return new File(type, new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
