package org.cardnym.vault.limit;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The limits of what can be guessed. */
public final class Locking {
  private Locking() {}

  /** Those that lock whoever has used up the tries; a brake, which shuts nobody out, is none. */
  public static Set<Limit> limits() {
    return Stream.of(Limit.values())
        .filter(limit -> limit.locks() && limit.refusesOnError())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Limit.class)));
  }
}
