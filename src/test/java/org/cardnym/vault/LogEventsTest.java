package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of log lines in docs/operations.md and the code say the same. */
class LogEventsTest {
  private static final Path SOURCES = Path.of("main/java");
  private static final Path TABLE = Path.of("../docs/operations.md");

  /** A line's first literal; what an operator is not meant to see is of level DEBUG. */
  private static final Pattern LINE =
      Pattern.compile("LOG\\.(?:info|warn|error)f?\\(\\s*(?:[a-zA-Z]+,\\s*)?\"([^\"]*)\"");

  private static final Pattern ANY = Pattern.compile("LOG\\.(?:info|warn|error)f?v?\\(");
  private static final Pattern EVENT = Pattern.compile("([A-Za-z0-9_]+)(?::? .*|:.*)?");
  private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)=");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Za-z0-9_]+)` \\| (?:INFO|WARN|ERROR)[^|]*\\|([^|]*)\\|");

  @Test
  void everyLineOfTheCodeStandsInTheTableWithItsFields() throws IOException {
    Map<String, Set<String>> code = inCode();

    assertThat(code).hasSizeGreaterThan(20).isEqualTo(inTable());
  }

  @Test
  void everyLineIsFoundThatTheCodeWrites() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        assertThat(LINE.matcher(text).results().count())
            .as(file.toString())
            .isEqualTo(ANY.matcher(text).results().count());
      }
    }
  }

  private static Map<String, Set<String>> inCode() throws IOException {
    var events = new TreeMap<String, Set<String>>();
    try (var files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher lines = LINE.matcher(Files.readString(file));
        while (lines.find()) {
          Matcher event = EVENT.matcher(lines.group(1));
          assertThat(event.matches()).as(lines.group(1)).isTrue();
          events
              .computeIfAbsent(event.group(1), unseen -> new TreeSet<>())
              .addAll(fields(FIELD, lines.group(1)));
        }
      }
    }
    return events;
  }

  private static Map<String, Set<String>> inTable() throws IOException {
    var events = new TreeMap<String, Set<String>>();
    Matcher rows = ROW.matcher(Files.readString(TABLE));
    while (rows.find()) {
      events.put(rows.group(1), fields(Pattern.compile("`([a-z]+)`"), rows.group(2)));
    }
    return events;
  }

  private static Set<String> fields(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
