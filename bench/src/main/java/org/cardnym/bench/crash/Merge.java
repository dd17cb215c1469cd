package org.cardnym.bench.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cardnym.sandbox.web.Json;

/** Sums reports up by range of seeds; one seed counts once. */
final class Merge {
  private final Consumer<String> say;

  Merge(Consumer<String> say) {
    this.say = say;
  }

  /** True if all runs are well. */
  boolean run(List<Path> files) {
    TreeMap<Long, Summary> bySeed = new TreeMap<>();
    Map<String, long[]> kinds = new TreeMap<>();
    for (Path file : files) {
      read(file, bySeed, kinds);
    }
    kinds.forEach((kind, counts) -> say.accept(String.format("%6d  %s", counts[0], kind)));
    Summary all = null;
    long first = bySeed.firstKey();
    for (Map.Entry<Long, Summary> each : bySeed.entrySet()) {
      Summary one = each.getValue();
      if (!one.ok()) {
        say.accept(one.line());
      }
      all = all == null ? one : sum(all, one);
    }
    String range = first + (bySeed.size() == 1 ? "" : "-" + bySeed.lastKey());
    long gaps = bySeed.lastKey() - first + 1 - bySeed.size();
    if (gaps > 0) {
      say.accept(gaps + " seeds of " + range + " have no report");
    }
    Summary whole = sum(new Summary(range, 0, 0, 0, 0, 0), java.util.Objects.requireNonNull(all));
    say.accept(whole.line());
    return whole.ok();
  }

  private static void read(Path file, Map<Long, Summary> bySeed, Map<String, long[]> kinds) {
    List<String> lines = Report.lines(file);
    JsonNode head = Json.read(lines.getFirst());
    JsonNode last = Json.read(lines.getLast());
    if (!head.path("line").asText().equals("run") || !last.path("line").asText().equals("sum")) {
      throw new Options.Wrong(file + " is no whole report");
    }
    if (!head.path("plant").asText().isEmpty()) {
      throw new Options.Wrong(file + " is a run with a planted bug");
    }
    if (bySeed.put(head.path("seed").asLong(), Summary.read(last)) != null) {
      throw new Options.Wrong("two reports of seed " + head.path("seed"));
    }
    for (String line : lines) {
      JsonNode fault = Json.read(line);
      if (fault.path("line").asText().equals("fault") && fault.path("struck").asBoolean()) {
        kinds.computeIfAbsent(kind(fault), any -> new long[1])[0]++;
      }
    }
  }

  /** Without how far a clock was moved, which no two faults share. */
  private static String kind(JsonNode fault) {
    return fault.path("fault").asText().replaceFirst(":[+-].*", "");
  }

  private static Summary sum(Summary one, Summary other) {
    return new Summary(
        one.seeds(),
        one.faults() + other.faults(),
        one.payments() + other.payments(),
        one.lost() + other.lost(),
        one.dbl() + other.dbl(),
        one.unknown() + other.unknown());
  }
}
