package org.cardnym.sandbox.launch;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Ctrl-C, SIGTERM, SIGHUP: the first asks for an orderly stop, the second ends everything at once.
 */
final class StopSignals {
  private static final int ENDED_BY_HAND = 130;

  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile Runnable atOnce = () -> {};

  StopSignals() {
    List.of("INT", "TERM", "HUP").forEach(name -> Signal.handle(new Signal(name), any -> ask()));
  }

  boolean asked() {
    return asked.get();
  }

  /** What ends everything without waiting. */
  void atOnce(Runnable deed) {
    atOnce = deed;
  }

  private void ask() {
    if (asked.compareAndSet(false, true)) {
      System.out.println("Stopping; once more ends everything at once.");
    } else {
      atOnce.run();
      Runtime.getRuntime().halt(ENDED_BY_HAND);
    }
  }
}
