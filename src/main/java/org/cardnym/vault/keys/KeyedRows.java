package org.cardnym.vault.keys;

import java.util.List;

/**
 * One table whose rows hold something that one key has made and that can be made anew from what the
 * row seals: an index value, or the seal itself. The room with such a table offers one.
 */
public interface KeyedRows {
  KeyPurpose purpose();

  String table();

  /** The column with the key's version; null where a row holds nothing of it. */
  String versionColumn();

  /** False where nothing in the row tells what its value was made of. */
  default boolean renewable() {
    return true;
  }

  /** Columns of the primary key. */
  List<String> key();

  /**
   * Makes what a row holds anew with the newest version, in the caller's transaction and under the
   * row's lock.
   *
   * @param id values of the key's columns
   * @throws org.cardnym.vault.refusal.Refusal ROW_REFUSED, with an alarm, if the row does not check
   */
  void renew(List<?> id);

  /** So many were made anew; the last thing before they are committed. */
  void renewed(int rows);
}
