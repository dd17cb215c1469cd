package org.cardnym.vault.keys;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/**
 * Locks rows that are to be changed. A plain lock on a row that the same transaction has read
 * before leaves it as it was read, and what others have written since is written over under a good
 * MAC; this one reads it again.
 */
public final class Locked {
  private Locked() {}

  /**
   * The row as it stands now, locked until the transaction ends, whatever of it was read before;
   * null for none.
   */
  public static <T extends GuardedRow> @Nullable T fresh(
      EntityManager entities, Class<T> type, Object id) {
    long before = GuardedRow.loads();
    T row = entities.find(type, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      return null;
    }
    if (row.readBefore(before) && !row.held) {
      entities.flush();
      entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
    }
    row.held = true;
    return row;
  }
}
