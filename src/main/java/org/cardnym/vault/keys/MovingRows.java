package org.cardnym.vault.keys;

import java.util.List;

/** Rows of one table, and how one of them comes under the newest version of their key. */
interface MovingRows {
  KeyPurpose purpose();

  String table();

  /** The column that names a row's version. */
  String column();

  /** True if an index has the rows by version, and then in the order of their key. */
  default boolean indexed() {
    return false;
  }

  /** Columns of the primary key, in the order in which rows are taken. */
  List<String> key();

  /**
   * Brings a row under the newest version, in the caller's transaction and under the row's lock.
   *
   * @param id values of the key's columns
   * @param alone raise the alarm for one that does not check; among others it is tried again by
   *     itself
   * @throws org.cardnym.vault.refusal.Refusal ROW_REFUSED if the row does not check
   */
  void move(List<?> id, boolean alone);

  /**
   * Once the rows are written, the last thing before they are committed.
   *
   * @throws org.cardnym.vault.refusal.Refusal KEY_CLOSED if the newest version is that no longer
   */
  void moved(int rows);
}
