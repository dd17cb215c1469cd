package org.cardnym.vault.admin;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cardnym.vault.id.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after it, or null at the end
 */
record ListPage<T>(List<T> items, @Nullable String next) {
  /** A list that is short by nature. */
  static <T> ListPage<T> whole(List<T> items) {
    return new ListPage<>(items, null);
  }

  /**
   * Asks for one item more than the page holds, to know whether another follows.
   *
   * @param size as {@link Cursor#limit} read it
   * @param read up to so many items after this identifier
   */
  static <S, T> ListPage<T> read(
      @Nullable String cursor,
      int size,
      BiFunction<@Nullable UUID, Integer, List<S>> read,
      Function<S, UUID> id,
      Function<S, T> wire) {
    List<S> found = read.apply(Cursor.read(cursor), size + 1);
    boolean more = found.size() > size;
    List<S> shown = more ? found.subList(0, size) : found;
    String next = more ? Cursor.after(id.apply(shown.get(size - 1))) : null;
    return new ListPage<>(shown.stream().map(wire).toList(), next);
  }
}
