package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * docs/operations.md says what can be typed: every command in it is one, with options that it has,
 * and every procedure of its table is somewhere in it and run by a test that is there.
 */
class OperationsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/operations.md");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```sh\\n(.*?)^ *```");
  private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\\n]+)`(?!`)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{2,4} (.+)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");
  private static final Pattern PROCEDURE =
      Pattern.compile("(?m)^\\| \\[([^\\]]+)\\]\\(#([^)]+)\\) \\| (.*`.*) \\|$");
  private static final String COMMAND = "vault-admin ";

  private final String page = text(PAGE);

  @Test
  void whatIsShownToBeTypedIsUnderstood() {
    List<String> wrong = new ArrayList<>();
    List<String> typed = typed();
    for (String line : typed) {
      try {
        // Read as somebody would type it, with names in the place of dots.
        Words.commandLine().parseArgs(Words.of(line));
      } catch (ParameterException refused) {
        wrong.add(line + ": " + refused.getMessage());
      }
    }

    assertThat(typed).hasSizeGreaterThan(60);
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsMentionedIsThere() {
    List<String> wrong = new ArrayList<>();
    List<String> mentioned =
        found(CODE, page).stream().filter(each -> each.startsWith(COMMAND)).toList();
    for (String each : mentioned) {
      fault(each).ifPresent(wrong::add);
    }

    assertThat(mentioned).hasSizeGreaterThan(30);
    assertThat(wrong).isEmpty();
  }

  @Test
  void aCommandOrOptionThatIsNotThereIsFound() {
    assertThat(fault("vault-admin banks suspend bnk_… --reason 'x'")).isEmpty();
    assertThat(fault("vault-admin banks suspnd bnk_…")).isPresent();
    assertThat(fault("vault-admin banks suspend --because 'x'")).isPresent();
    assertThat(Words.of("vault-admin keys retire kek 1 --reason 'a b'  # why"))
        .containsExactly("keys", "retire", "kek", "1", "--reason", "a b");
  }

  @Test
  void everyProcedureIsOnThePageAndRunByATestThatIsThere() throws IOException {
    Map<String, Path> tests = tests();
    List<String> headings = headings();
    List<String> wrong = new ArrayList<>();
    Matcher row = PROCEDURE.matcher(page);
    int rows = 0;
    while (row.find()) {
      rows++;
      if (!headings.contains(row.group(2))) {
        wrong.add("no procedure " + row.group(2));
      }
      for (String name : found(CODE, row.group(3))) {
        boolean there =
            name.startsWith("bench/") ? Files.exists(ROOT.resolve(name)) : tests.containsKey(name);
        if (!there) {
          wrong.add(row.group(1) + ": no test " + name);
        }
      }
    }

    assertThat(rows).isGreaterThanOrEqualTo(12);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyIncidentIsInTheTable() {
    int begin = page.indexOf("\n## Incidents\n");
    String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
    List<String> incidents = found(Pattern.compile("(?m)^### (.+)$"), section);

    assertThat(incidents).hasSizeGreaterThanOrEqualTo(6);
    assertThat(found(PROCEDURE, page)).containsAll(incidents);
  }

  @Test
  void everyLinkWithinThePageLeadsSomewhere() {
    var lost = new TreeSet<>(found(LINK, page));
    headings().forEach(lost::remove);

    assertThat(lost).isEmpty();
  }

  /** The lines of its blocks that call the command, each whole. */
  private List<String> typed() {
    return found(FENCED, page).stream()
        .flatMap(block -> block.replaceAll("\\\\\\n\\s*", "").lines())
        .flatMap(line -> Arrays.stream(line.split("&&|;", -1)))
        .map(String::strip)
        .filter(line -> line.startsWith(COMMAND))
        .toList();
  }

  /** Its words and options, not whether all that it needs is given. */
  private static java.util.Optional<String> fault(String line) {
    CommandLine command = Words.commandLine();
    for (String word : Words.of(line)) {
      if (word.startsWith("--")) {
        String option = word.replaceAll("=.*", "");
        if (command.getCommandSpec().findOption(option) == null) {
          return java.util.Optional.of(line + ": no option " + option);
        }
      } else if (!command.getSubcommands().isEmpty()) {
        CommandLine next = command.getSubcommands().get(word);
        if (next == null) {
          return java.util.Optional.of(line + ": no command " + word);
        }
        command = next;
      }
    }
    return java.util.Optional.empty();
  }

  /** As GitHub makes anchors of headings. */
  private List<String> headings() {
    return found(HEADING, page).stream()
        .map(each ->
            each.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'))
        .toList();
  }

  private static Map<String, Path> tests() throws IOException {
    Map<String, Path> all = new java.util.TreeMap<>();
    for (String each :
        List.of(
            "src/test/java",
            "e2e/src/test/java",
            "vault-admin/src/test/java",
            "reference-bank/src/test/java",
            "sandbox/src/test/java")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(each))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> all.put(file.getFileName().toString().replace(".java", ""), file));
      }
    }
    return all;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
