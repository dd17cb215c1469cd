package org.cardnym.admin.outcome;

/**
 * A command that could not be done: what happened, its code, what to do next, and how the process
 * ends. Carries no cause: messages of exceptions may hold what must not be shown.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;
  private final String next;

  /** A failure on this side, with the code and advice of {@code trouble}. */
  public Failure(Trouble trouble, String what) {
    this(trouble.exit(), what, trouble.code(), trouble.next());
  }

  /** A failure that another party told of; its words are escaped where they are printed. */
  public Failure(ExitCode exit, String what, String code, String next) {
    super(what, null, false, false);
    this.exit = exit;
    this.code = code;
    this.next = next;
  }

  public ExitCode exit() {
    return exit;
  }

  public String code() {
    return code;
  }

  public String next() {
    return next;
  }

  /** One sentence or two, without secrets. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
