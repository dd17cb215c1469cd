package org.cardnym.vault.admin;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after it, or null at the end
 */
record ListPage<T>(List<T> items, @Nullable String next) {
  /** The state of a row that somebody wrote past the vault. */
  static final String REFUSED = ErrorCode.ROW_REFUSED.wire();

  /** A list that is short by nature. */
  static <T> ListPage<T> whole(List<T> items) {
    return new ListPage<>(items, null);
  }

  /**
   * A list of rows that are read one by one: where one does not check, which has raised the alarm,
   * that stands in its place, and the others are shown.
   *
   * @param refused what is shown of such a row
   */
  static <T> ListPage<T> each(
      @Nullable String cursor,
      int size,
      BiFunction<@Nullable UUID, Integer, List<UUID>> ids,
      Function<UUID, Optional<T>> row,
      Function<UUID, T> refused) {
    ListPage<Optional<T>> page = read(cursor, size, ids, id -> id, id -> shown(id, row, refused));
    return new ListPage<>(page.items().stream().flatMap(Optional::stream).toList(), page.next());
  }

  private static <T> Optional<T> shown(
      UUID id, Function<UUID, Optional<T>> row, Function<UUID, T> refused) {
    try {
      return row.apply(id);
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.ROW_REFUSED) {
        throw refusal;
      }
      return Optional.of(refused.apply(id));
    }
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
