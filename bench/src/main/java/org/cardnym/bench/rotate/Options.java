package org.cardnym.bench.rotate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What the command line asks for.
 *
 * @param cards that payers have in all
 * @param payers who pay; a code is good once, so each pays at most twice a minute
 * @param rate rows a second that are wrapped anew; 0 for the vault's own setting
 * @param seconds of payments before and after, to compare with
 */
record Options(boolean help, int cards, int payers, int rate, int seconds, Path out) {

  /** What was typed makes no sense. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  static Options parse(String[] arguments, Path here) {
    var options = new Options(false, 200, 20, 0, 60, here.resolve("rotate-run"));
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      options =
          switch (option) {
            case "--help", "-h" -> options.with(true, options.cards);
            case "--cards" -> options.with(false, number(option, rest, 1));
            case "--payers" -> options.payers(number(option, rest, 2));
            case "--rate" -> options.rate(number(option, rest, 1));
            case "--seconds" -> options.seconds(number(option, rest, 5));
            case "--out" -> options.into(here.resolve(value(option, rest)));
            default -> throw new Wrong("unknown option " + option + " (--help shows all)");
          };
    }
    return options.cards < options.payers ? options.with(options.help, options.payers) : options;
  }

  private Options with(boolean helping, int count) {
    return new Options(helping, count, payers, rate, seconds, out);
  }

  private Options payers(int count) {
    return new Options(help, cards, count, rate, seconds, out);
  }

  private Options rate(int rows) {
    return new Options(help, cards, payers, rows, seconds, out);
  }

  private Options seconds(int count) {
    return new Options(help, cards, payers, rate, count, out);
  }

  private Options into(Path folder) {
    return new Options(help, cards, payers, rate, seconds, folder);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new Wrong(option + " wants a value");
    }
    return rest.next();
  }

  private static int number(String option, Iterator<String> rest, int least) {
    String text = value(option, rest);
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException none) {
      throw new Wrong(option + " wants a number, not " + text);
    }
    throw new Wrong(option + " wants " + least + " or more");
  }
}
