package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PCI DSS 10.2.1 and 10.2.2, line by line: docs/operations.md, the code and the trail agree. */
class AuditActionsTest {
  private static final Path TABLE = Path.of("../docs/operations.md");
  private static final Path SOURCES = Path.of("main/java");
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\| 10\\.2\\.1\\.([1-7]) [^|]*\\|([^|]*)\\|$");
  private static final Pattern FIELD =
      Pattern.compile("(?m)^\\| 10\\.2\\.2 ([^|]*) \\| `(\\w+)`[^|]*\\|$");
  private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");

  @Test
  void everyLineHasItsActionsAndEachOfThemExists() throws IOException {
    Map<String, Set<String>> lines = lines();

    assertThat(lines.keySet()).containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(lines.values()).allSatisfy(actions -> assertThat(actions).isNotEmpty());
    assertThat(actions()).containsAll(lines.values().stream().flatMap(Set::stream).toList());
  }

  @Test
  void everyActionIsWrittenSomewhere() throws IOException {
    Set<String> written = new TreeSet<>();
    Pattern use = Pattern.compile("\\bAuditAction\\.([A-Z_]+)\\b");
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("AuditAction.java")) {
          found(use, Files.readString(file)).forEach(name -> written.add(name.group(1)));
        }
      }
    }

    assertThat(written)
        .containsAll(Arrays.stream(AuditAction.values()).map(AuditAction::name).toList());
  }

  @Test
  void everyFieldOfAnEventIsAColumnThatIsNeverEmptySaveTheSubject() throws IOException {
    List<String> columns =
        found(FIELD, Files.readString(TABLE)).map(field -> field.group(2)).toList();

    assertThat(columns).containsExactly("actor", "action", "at", "outcome", "replica", "subject");
    for (String column : columns) {
      var field =
          Arrays.stream(AuditRow.class.getDeclaredFields())
              .filter(f -> f.getName().equals(column))
              .findFirst()
              .orElseThrow();
      assertThat(field.isAnnotationPresent(jakarta.persistence.Column.class))
          .as(column)
          .isEqualTo(!column.equals("subject"));
    }
  }

  private static Map<String, Set<String>> lines() throws IOException {
    var lines = new TreeMap<String, Set<String>>();
    found(LINE, Files.readString(TABLE))
        .forEach(line ->
            lines.put(
                line.group(1),
                found(WORD, line.group(2).replaceFirst(";.*", ""))
                    .map(word -> word.group(1))
                    .collect(Collectors.toSet())));
    return lines;
  }

  private static List<String> actions() {
    return Arrays.stream(AuditAction.values())
        .map(action -> action.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
