package org.cardnym.bench.agent;

import java.time.Clock;
import java.time.InstantSource;
import net.bytebuddy.asm.Advice;

/** Where a program gets the one clock that it reads. */
enum ClockPlace {
  /** What this method returns. */
  VAULT("org.cardnym.vault.Clocks", "clock", Returned.class),
  /** What this method is given. */
  BANK("org.cardnym.bank.ReferenceBank", "start", Given.class);

  private final String type;
  private final String method;
  private final Class<?> advice;

  ClockPlace(String type, String method, Class<?> advice) {
    this.type = type;
    this.method = method;
    this.advice = advice;
  }

  String type() {
    return type;
  }

  String method() {
    return method;
  }

  Class<?> advice() {
    return advice;
  }

  static final class Returned {
    private Returned() {}

    @Advice.OnMethodExit
    @SuppressWarnings("UnusedVariable")
    static void at(@Advice.Return(readOnly = false) Clock clock) {
      clock = Hook.moved(clock);
    }
  }

  static final class Given {
    private Given() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("UnusedVariable")
    static void at(@Advice.Argument(value = 1, readOnly = false) InstantSource clock) {
      clock = Hook.moved(clock);
    }
  }
}
