package org.cardnym.bench.stack;

/**
 * What goes wrong at a gate.
 *
 * @param at how many bytes pass first, where something is cut or swallowed
 * @param millis how long something is delayed
 */
public record Trouble(Kind kind, int at, long millis) {
  static final Trouble NONE = new Trouble(Kind.NONE, 0, 0);

  /** Ways to go wrong. */
  public enum Kind {
    NONE,
    /** Connections are closed as they come. */
    REFUSE,
    /** Connections that stand are closed, once; new ones pass. */
    RESET,
    /** Both ways are cut in the middle of what is asked. */
    CUT_REQUEST,
    /** What is asked passes; both ways are cut in the middle of the answer. */
    CUT_ANSWER,
    /** What is asked passes, and nothing comes back. */
    SWALLOW,
    /** Answers come late, those of some connections later than those of others. */
    DELAY
  }
}
