package org.cardnym.admin.desk;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.cardnym.admin.terminal.Ink;
import org.cardnym.admin.token.Pause;

/**
 * What the process was given by whoever started it. Not a record: the environment may hold a
 * secret, and must not print.
 */
public final class Surroundings {
  /** For one exchange over the network. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Map<String, String> environment;
  final PrintWriter out;
  final PrintWriter err;
  final Ink outInk;
  final Ink errInk;
  final int columns;
  final Prompt prompt;
  final Clock clock;
  final Pause pause;
  final Duration patience;

  /**
   * @param columns of the terminal that shows results, 0 where it is none or not known
   * @param patience the longest wait for one answer from the network
   */
  public Surroundings(
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err,
      Ink outInk,
      Ink errInk,
      int columns,
      Prompt prompt,
      Clock clock,
      Pause pause,
      Duration patience) {
    this.environment = Map.copyOf(environment);
    this.out = out;
    this.err = err;
    this.outInk = outInk;
    this.errInk = errInk;
    this.columns = columns;
    this.prompt = prompt;
    this.clock = clock;
    this.pause = pause;
    this.patience = patience;
  }

  /** Those of the real process. */
  public static Surroundings real(PrintWriter out, PrintWriter err) {
    return new Surroundings(
        System.getenv(),
        out,
        err,
        ink("cardnym.colour.out"),
        ink("cardnym.colour.err"),
        Integer.getInteger("cardnym.columns", 0),
        Prompt.console(),
        Clock.systemUTC(),
        Pause::real,
        PATIENCE);
  }

  /** Where results are written. */
  public PrintWriter out() {
    return out;
  }

  /** Where everything else is written. */
  public PrintWriter err() {
    return err;
  }

  /** The launcher knows which outputs are terminals. */
  private static Ink ink(String property) {
    return Boolean.getBoolean(property) ? Ink.COLOUR : Ink.PLAIN;
  }
}
