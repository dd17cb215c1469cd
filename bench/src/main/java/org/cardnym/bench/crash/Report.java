package org.cardnym.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.bench.fault.Fault;
import org.cardnym.bench.verdict.Books;
import org.cardnym.bench.verdict.Finding;
import org.cardnym.sandbox.web.Json;

/**
 * A run's report, one JSON object a line: how it was asked for, each fault, each finding, the sum.
 * It bears its name only once it is whole, so that a run that was broken off is done again.
 */
final class Report {
  private final Path file;
  private final Path part;
  private final Instant began = Instant.now();

  Report(Path folder, long seed, String plant) {
    String name = "crash-" + seed + (plant.isEmpty() ? "" : "-" + plant);
    this.file = folder.resolve(name + ".jsonl");
    this.part = folder.resolve(name + ".part");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  void begin(long seed, Options options, String plant) {
    write(
        "run",
        Map.of(
            "seed", seed,
            "faults", options.faults(),
            "payers", options.payers(),
            "plant", plant,
            "java", System.getProperty("java.version", ""),
            "began", began.toString()));
  }

  void fault(Fault fault, boolean struck, Duration took) {
    write(
        "fault",
        Map.of(
            "number",
            fault.number(),
            "fault",
            fault.word(),
            "replica",
            fault.replica() + 1,
            "lasts",
            fault.lastMillis(),
            "struck",
            struck,
            "seconds",
            took.toMillis() / 1000.0));
  }

  void drained(Books.Open open, Duration took) {
    write("drain", Map.of("open", open, "seconds", took.toMillis() / 1000.0));
  }

  void finding(Finding finding) {
    write("finding", Map.of("finding", finding));
  }

  void end(Summary summary, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("seed", summary.seeds());
    all.put("faults", summary.faults());
    all.put("payments", summary.payments());
    all.put("lost", summary.lost());
    all.put("double", summary.dbl());
    all.put("unknown", summary.unknown());
    all.put("verdict", summary.verdict());
    all.put("seconds", Duration.between(began, Instant.now()).toSeconds());
    all.putAll(more);
    write("sum", all);
    try {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path report) {
    try {
      return Files.readAllLines(report);
    } catch (IOException e) {
      throw new Options.Wrong(report + " can't be read");
    }
  }

  private synchronized void write(String what, Map<String, ?> values) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("line", what);
    line.putAll(values);
    try {
      Files.writeString(
          part, Json.write(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
