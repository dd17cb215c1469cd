package org.cardnym.sandbox.process;

/** Somebody wants the sandbox to stop while it was still busy. */
public final class StopAsked extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StopAsked() {
    super("stop asked for", null, false, false);
  }
}
