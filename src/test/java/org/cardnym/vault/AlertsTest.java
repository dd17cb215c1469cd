package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The alert rules that are shipped: each has a runbook, and reads as a rule. Whether each
 * expression is one, {@code promtool} says where it is installed; elsewhere it is looked at
 * roughly.
 */
class AlertsTest {
  private static final Path ALERTS = Path.of("../docker/prometheus/cardnym-alerts.yml");
  private static final Path RUNBOOKS = Path.of("../docs/operations.md");

  @Test
  void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
    List<String> alerts = alerts();

    assertThat(alerts).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    assertThat(found(RUNBOOKS, "(?m)^### (Cardnym\\w+)$"))
        .containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void everyAlertLeadsToItsOwnRunbook() throws IOException {
    List<String> anchors =
        alerts().stream().map(a -> "docs/operations.md#" + a.toLowerCase(Locale.ROOT)).toList();

    assertThat(found(ALERTS, "runbook: (\\S+)")).isEqualTo(anchors);
  }

  @Test
  void everyAlertSaysHowUrgentItIs() throws IOException {
    assertThat(found(ALERTS, "severity: (\\w+)"))
        .hasSameSizeAs(alerts())
        .containsOnly("page", "ticket");
  }

  @Test
  void everyExpressionIsClosed() throws IOException {
    List<String> expressions = found(ALERTS, "(?s)expr: (.*?)\\n        (?:for|labels):");

    assertThat(expressions).hasSameSizeAs(alerts()).allMatch(AlertsTest::closed);
  }

  @Test
  @EnabledIf("promtool")
  void promtoolReadsTheRules() throws Exception {
    Process check =
        new ProcessBuilder("promtool", "check", "rules", ALERTS.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(check.exitValue()).as(said).isZero();
  }

  static boolean promtool() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }

  /** Brackets and quotes come in pairs. */
  private static boolean closed(String expression) {
    String bare = expression.replaceAll("\"[^\"]*\"", "").replaceAll("[^(){}\\[\\]\"]", "");
    String inner = bare;
    do {
      bare = inner;
      inner = bare.replaceAll("\\(\\)|\\{\\}|\\[\\]", "");
    } while (!inner.equals(bare));
    return inner.isEmpty();
  }

  private static List<String> alerts() throws IOException {
    return found(ALERTS, "- alert: (\\w+)");
  }

  private static List<String> found(Path file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
