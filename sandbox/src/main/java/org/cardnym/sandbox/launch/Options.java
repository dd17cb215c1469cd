package org.cardnym.sandbox.launch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param data a folder to keep, or null for the one made anew at each start
 */
record Options(
    boolean help,
    boolean once,
    OptionalInt portBase,
    int replicas,
    int aliases,
    @Nullable Path data) {
  private static final int MOST_REPLICAS = 16;
  private static final int MOST_ALIASES = 500_000;
  private static final int USAGE = 2;

  /**
   * Reads the arguments.
   *
   * @param here what a relative folder is relative to
   */
  static Options parse(String[] arguments, Path here) {
    boolean help = false;
    boolean once = false;
    OptionalInt portBase = OptionalInt.empty();
    int replicas = 1;
    int aliases = 0;
    Path data = null;
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--help", "-h" -> help = true;
        case "--once" -> once = true;
        case "--port-base" ->
            portBase = OptionalInt.of(number(option, rest, Ports.LOWEST_BASE, Ports.HIGHEST_BASE));
        case "--replicas" -> replicas = number(option, rest, 1, MOST_REPLICAS);
        case "--aliases" -> aliases = number(option, rest, 1, MOST_ALIASES);
        case "--data" -> data = here.resolve(value(option, rest)).normalize();
        default ->
            throw new StartRefused("unknown option " + option + " (--help shows all)", USAGE);
      }
    }
    return new Options(help, once, portBase, replicas, aliases, data);
  }

  private static int number(String option, Iterator<String> rest, int least, int most) {
    String value = value(option, rest);
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new StartRefused(
        option + " wants a number from " + least + " to " + most + ", not " + value, USAGE);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new StartRefused(option + " wants a value", USAGE);
    }
    return rest.next();
  }
}
