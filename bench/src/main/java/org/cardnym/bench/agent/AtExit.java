package org.cardnym.bench.agent;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied to where a method returns, but not to where it throws. */
final class AtExit {
  private AtExit() {}

  @Advice.OnMethodExit
  static void at(
      @Advice.Origin("#t.#m") String place, @Advice.AllArguments @Nullable Object[] arguments) {
    Hook.at(place, false, arguments);
  }
}
