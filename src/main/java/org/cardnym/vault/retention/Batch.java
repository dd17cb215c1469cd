package org.cardnym.vault.retention;

import org.jspecify.annotations.Nullable;

/**
 * What one batch did.
 *
 * @param gone rows that it removed
 * @param left rows whose time is over and that stay: refused, in use, or locked just now
 * @param place where the next batch goes on, at most 200 characters; null at the end of the pass
 */
public record Batch(long gone, long left, @Nullable String place) {
  private static final String FURTHER = "further";

  /**
   * A batch of one statement that finds its rows by itself: it goes on while it removes all it may.
   */
  public static Batch swept(int gone, int most) {
    return new Batch(gone, 0, gone < most ? null : FURTHER);
  }
}
