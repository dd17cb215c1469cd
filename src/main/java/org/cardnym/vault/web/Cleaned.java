package org.cardnym.vault.web;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception as logs may show it: its type and where it came from, without the message, which may
 * hold what was sent.
 */
final class Cleaned extends Throwable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_CAUSES = 8;

  private final String type;

  private Cleaned(String type, StackTraceElement[] stack, @Nullable Throwable cause) {
    super(null, cause, false, true);
    this.type = type;
    setStackTrace(stack);
  }

  static Cleaned of(Throwable thrown) {
    return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static Cleaned of(Throwable thrown, Set<Throwable> seen) {
    Throwable cause = thrown.getCause();
    boolean deeper = seen.add(thrown) && cause != null && seen.size() < MOST_CAUSES;
    return new Cleaned(
        thrown.getClass().getName(),
        thrown.getStackTrace(),
        deeper && cause != null ? of(cause, seen) : null);
  }

  /**
   * Formatters that name the class of an exception name this one; what it stands for is its
   * message.
   */
  @Override
  public String getMessage() {
    return type;
  }

  @Override
  public String toString() {
    return type;
  }
}
