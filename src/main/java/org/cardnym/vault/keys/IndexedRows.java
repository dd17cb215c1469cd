package org.cardnym.vault.keys;

import java.util.List;

/**
 * One table whose rows hold a value under an index key, which can be made anew from what the row
 * seals. The room with such a table offers one.
 */
public interface IndexedRows {
  KeyPurpose purpose();

  String table();

  /** The column with the version of the index key. */
  String versionColumn();

  /** Columns of the primary key. */
  List<String> key();

  /**
   * Makes a row's value anew under the newest version, in the caller's transaction and under the
   * row's lock.
   *
   * @param id values of the key's columns
   * @throws org.cardnym.vault.refusal.Refusal ROW_REFUSED, with an alarm, if the row does not check
   */
  void index(List<?> id);

  /** So many were made anew; the last thing before they are committed. */
  void indexed(int rows);
}
