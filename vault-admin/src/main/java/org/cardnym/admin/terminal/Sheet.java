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
 * beneath.
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

  List<String> lines(Ink ink) {
    int width = fields.keySet().stream().mapToInt(DisplayWidth::of).max().orElse(0);
    List<String> lines = new ArrayList<>();
    fields.forEach((name, value) ->
        lines.add(ink.strong(name) + " ".repeat(width - DisplayWidth.of(name)) + "  " + value));
    texts.forEach((name, text) -> {
      lines.add("");
      lines.add(ink.strong(name));
      text.strip().lines().forEach(line -> lines.add("  " + PlainText.of(line)));
    });
    tables.forEach((name, items) -> {
      lines.add("");
      lines.add(ink.strong(name));
      lines.addAll(table(items).lines(ink));
    });
    return lines;
  }

  private static Table table(JsonNode items) {
    SequencedSet<String> names = new LinkedHashSet<>();
    items.forEach(item -> item.fieldNames().forEachRemaining(names::add));
    Table table =
        new Table(
            names.stream().map(n -> Column.of(PlainText.of(n), "/" + escapePointer(n))).toList());
    items.forEach(table::add);
    return table;
  }

  /** RFC 6901 section 3. */
  private static String escapePointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
