package org.cardnym.bench.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param postgres the programs of a PostgreSQL, or null where the machine has none
 * @param payments before the dump, and again after it
 */
record Options(boolean help, @Nullable Path postgres, int payments, Path out) {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final List<String> PROGRAMS =
      List.of("initdb", "postgres", "pg_dump", "pg_restore");

  /** What was typed makes no sense. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  static Options parse(String[] arguments, Path here) {
    boolean help = false;
    Path postgres = installed().orElse(null);
    int payments = 3;
    Path out = here.resolve("restore-run");
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--help", "-h" -> help = true;
        case "--postgres" -> postgres = here.resolve(value(option, rest));
        case "--payments" -> payments = number(option, rest);
        case "--out" -> out = here.resolve(value(option, rest));
        default -> throw new Wrong("unknown option " + option + " (--help shows all)");
      }
    }
    return new Options(help, postgres, payments, out);
  }

  /**
   * The programs.
   *
   * @throws Wrong where they are not there
   */
  Path programs() {
    if (postgres == null || !Files.isExecutable(postgres.resolve("pg_dump"))) {
      throw new Wrong(
          "no PostgreSQL with pg_dump is installed (Debian: postgresql); or name one: --postgres");
    }
    return postgres;
  }

  private static Optional<Path> installed() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .filter(version ->
              PROGRAMS.stream()
                  .allMatch(program -> Files.isExecutable(version.resolve("bin").resolve(program))))
          .max(Comparator.naturalOrder())
          .map(version -> version.resolve("bin"));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new Wrong(option + " wants a value");
    }
    return rest.next();
  }

  private static int number(String option, Iterator<String> rest) {
    String text = value(option, rest);
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException none) {
      throw new Wrong(option + " wants a number, not " + text);
    }
    throw new Wrong(option + " wants 1 or more");
  }
}
