package org.cardnym.bench.upgrade;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What the command line asks for.
 *
 * @param payers who pay; a code is good once, so each pays at most twice a minute
 * @param seconds of payments before and after, to compare with
 */
record Options(boolean help, int payers, int seconds, Path out) {

  /** What was typed makes no sense. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  static Options parse(String[] arguments, Path here) {
    var options = new Options(false, 20, 30, here.resolve("upgrade-run"));
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      options =
          switch (option) {
            case "--help", "-h" -> new Options(true, options.payers, options.seconds, options.out);
            case "--payers" ->
                new Options(options.help, number(option, rest), options.seconds, options.out);
            case "--seconds" ->
                new Options(options.help, options.payers, number(option, rest), options.out);
            case "--out" ->
                new Options(
                    options.help,
                    options.payers,
                    options.seconds,
                    here.resolve(value(option, rest)));
            default -> throw new Wrong("unknown option " + option + " (--help shows all)");
          };
    }
    return options;
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
      if (number >= 2) {
        return number;
      }
    } catch (NumberFormatException none) {
      throw new Wrong(option + " wants a number, not " + text);
    }
    throw new Wrong(option + " wants 2 or more");
  }
}
