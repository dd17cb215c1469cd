package org.cardnym.vault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the management port tells a scraper, once. */
record Scrape(String text) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: .*)?");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One sample: its name as a query writes it, its labels, its value. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static Scrape now(String url) {
    var answer = given().get(url);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new Scrape(answer.asString());
  }

  /** The meters' names; a timer's greatest value is not one of its own. */
  Set<String> meters() {
    return text.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(Scrape::meter)
        .filter(name -> !name.endsWith("_max"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  List<Sample> samples() {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Scrape::sample)
        .toList();
  }

  /** The names that a query may use. */
  Set<String> names() {
    return samples().stream().map(Sample::name).collect(Collectors.toSet());
  }

  /** The sum over all samples of this name that have these labels. */
  double value(String name, Map<String, String> labels) {
    return samples().stream()
        .filter(s -> s.name().equals(name) && s.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** OpenMetrics names a counter without the ending of its sample. */
  private static String meter(String type) {
    String[] words = type.split(" ", -1);
    boolean bare = words[3].equals("counter") && !words[2].endsWith("_total");
    return bare ? words[2] + "_total" : words[2];
  }

  private static Sample sample(String line) {
    Matcher parts = SAMPLE.matcher(line);
    assertThat(parts.matches()).as(line).isTrue();
    var labels = new TreeMap<String, String>();
    if (parts.group(2) != null) {
      Matcher label = LABEL.matcher(parts.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return new Sample(parts.group(1), labels, number(parts.group(3)));
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
