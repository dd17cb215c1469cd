package org.cardnym.admin.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Lays out one object: a line a member, nested ones by dotted names, lists of objects as tables
 * beneath; of labels with a value each, a line a label.
 */
final class Sheet {
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, JsonNode> tables = new LinkedHashMap<>();

  Sheet(JsonNode object) {
    collect("", object);
  }

  private void collect(String prefix, JsonNode object) {
    object
        .properties()
        .forEach(member -> {
          String name = prefix + PlainText.of(member.getKey());
          JsonNode value = member.getValue();
          if (value.isArray() && value.path(0).isObject() && !Cells.isAmount(value.path(0))) {
            tables.put(name, value);
          } else if (value.isObject() && !value.isEmpty() && !Cells.isAmount(value)) {
            collect(name + ".", value);
          } else if (value.isTextual() && value.textValue().strip().contains("\n")) {
            texts.put(name, value.textValue());
          } else {
            fields.put(name, Cells.text(value));
          }
        });
  }

  /**
   * @param terminal its columns, 0 for no bound
   */
  List<String> lines(Ink ink, int terminal) {
    List<String> lines = new ArrayList<>(pairs(fields, ink, terminal));
    texts.forEach((name, text) -> {
      lines.add("");
      lines.add(ink.strong(name));
      text.strip().lines().forEach(line -> lines.add("  " + PlainText.of(line)));
    });
    tables.forEach((name, items) -> {
      lines.add("");
      lines.add(ink.strong(name));
      lines.addAll(
          isLabelled(items)
              ? pairs(labelled(items), Ink.PLAIN, terminal)
              : table(items).lines(ink, terminal));
    });
    return lines;
  }

  private static List<String> pairs(Map<String, String> pairs, Ink ink, int terminal) {
    int width = pairs.keySet().stream().mapToInt(DisplayWidth::of).max().orElse(0);
    String indent = " ".repeat(width + 2);
    List<String> lines = new ArrayList<>();
    pairs.forEach((name, value) -> {
      String begin = ink.strong(name) + " ".repeat(width - DisplayWidth.of(name)) + "  ";
      for (String line : Lines.of(value, terminal <= 0 ? 0 : terminal - indent.length())) {
        lines.add(begin + line);
        begin = indent;
      }
    });
    return lines;
  }

  private static boolean isLabelled(JsonNode items) {
    return items
        .valueStream()
        .allMatch(each -> each.size() == 2 && each.has("label") && each.has("value"));
  }

  private static Map<String, String> labelled(JsonNode items) {
    Map<String, String> pairs = new LinkedHashMap<>();
    items.forEach(each -> {
      String value = Cells.text(each.path("value"));
      pairs.merge(
          Cells.text(each.path("label")), value.isEmpty() ? "-" : value, (a, b) -> a + "; " + b);
    });
    return pairs;
  }

  private static Table table(JsonNode items) {
    SequencedSet<String> names = new LinkedHashSet<>();
    items.forEach(item -> item.fieldNames().forEachRemaining(names::add));
    Table table =
        new Table(
            names.stream()
                .map(name -> {
                  String pointer = "/" + escapePointer(name);
                  return hasNumbers(items, pointer)
                      ? Column.number(PlainText.of(name), pointer)
                      : Column.of(PlainText.of(name), pointer);
                })
                .toList());
    items.forEach(table::add);
    return table;
  }

  private static boolean hasNumbers(JsonNode items, String pointer) {
    List<JsonNode> values =
        items.valueStream().map(item -> item.at(pointer)).filter(v -> !v.isMissingNode()).toList();
    return values.stream().allMatch(v -> v.isNull() || v.isNumber() || Cells.isAmount(v))
        && values.stream().anyMatch(v -> !v.isNull());
  }

  /** RFC 6901 section 3. */
  private static String escapePointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
