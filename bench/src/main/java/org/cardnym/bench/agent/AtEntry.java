package org.cardnym.bench.agent;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied to the beginning of a method. */
final class AtEntry {
  private AtEntry() {}

  @Advice.OnMethodEnter
  static void at(
      @Advice.Origin("#t.#m") String place, @Advice.AllArguments @Nullable Object[] arguments) {
    Hook.at(place, true, arguments);
  }
}
