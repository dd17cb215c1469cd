package org.cardnym.bench.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.cardnym.bench.agent.Plant;
import org.cardnym.sandbox.web.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param faults so many that struck
 * @param merge reports to sum up, in place of a run
 */
record Options(
    boolean help,
    long seed,
    long lastSeed,
    int faults,
    int payers,
    @Nullable Plant plant,
    Path out,
    List<Path> merge) {
  private static final int FAULTS = 100;
  private static final int PAYERS = 30;

  /** What was typed makes no sense. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  static Options parse(String[] arguments, Path here) {
    Options options =
        new Options(false, 1, 1, FAULTS, PAYERS, null, here.resolve("crash-reports"), List.of());
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      options =
          switch (option) {
            case "--help", "-h" -> options.helping();
            case "--seed" -> options.seeds(value(option, rest));
            case "--faults" -> options.faults(number(option, value(option, rest), 1));
            case "--payers" -> options.payers(number(option, value(option, rest), 4));
            case "--plant" -> options.planted(value(option, rest));
            case "--out" -> options.into(here.resolve(value(option, rest)));
            case "--replay" -> options.as(here.resolve(value(option, rest)));
            case "--merge" -> options.merging(files(rest, here));
            default -> throw new Wrong("unknown option " + option + " (--help shows all)");
          };
    }
    return options;
  }

  /** {@code 7}, or {@code 7-12}. */
  private Options seeds(String text) {
    String[] ends = text.split("-", 2);
    long first = number("--seed", ends[0], 0);
    long last = ends.length == 1 ? first : number("--seed", ends[1], 0);
    if (last < first) {
      throw new Wrong("--seed wants the lower number first");
    }
    return new Options(help, first, last, faults, payers, plant, out, merge);
  }

  private Options faults(int count) {
    return new Options(help, seed, lastSeed, count, payers, plant, out, merge);
  }

  private Options payers(int count) {
    return new Options(help, seed, lastSeed, faults, count, plant, out, merge);
  }

  private Options planted(String word) {
    try {
      return word.isEmpty()
          ? this
          : new Options(help, seed, lastSeed, faults, payers, Plant.of(word), out, merge);
    } catch (IllegalArgumentException none) {
      throw new Wrong("--plant knows " + Arrays.stream(Plant.values()).map(Plant::word).toList());
    }
  }

  private Options into(Path folder) {
    return new Options(help, seed, lastSeed, faults, payers, plant, folder, merge);
  }

  private Options helping() {
    return new Options(true, seed, lastSeed, faults, payers, plant, out, merge);
  }

  private Options merging(List<Path> files) {
    return new Options(help, seed, lastSeed, faults, payers, plant, out, files);
  }

  /** As a report says that it was made. */
  private Options as(Path report) {
    var head = Json.read(Report.lines(report).getFirst());
    return seeds(head.path("seed").asText())
        .faults(head.path("faults").asInt())
        .payers(head.path("payers").asInt())
        .planted(head.path("plant").asText());
  }

  private static List<Path> files(Iterator<String> rest, Path here) {
    List<Path> files = new ArrayList<>();
    rest.forEachRemaining(each -> files.add(here.resolve(each)));
    if (files.isEmpty()) {
      throw new Wrong("--merge wants reports");
    }
    return files;
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new Wrong(option + " wants a value");
    }
    return rest.next();
  }

  private static int number(String option, String text, int least) {
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least) {
      throw new Wrong(option + " wants a number of " + least + " or more, not " + text);
    }
    return Integer.parseInt(text);
  }
}
