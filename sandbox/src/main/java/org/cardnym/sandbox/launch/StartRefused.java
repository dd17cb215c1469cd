package org.cardnym.sandbox.launch;

/** The sandbox won't start, for a reason that the one who called it can mend. */
final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  StartRefused(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
