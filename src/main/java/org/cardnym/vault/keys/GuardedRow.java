package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.MappedSuperclass;

/**
 * A row that decides something. It is sealed with a MAC whenever it is written and checked whenever
 * it is read: who can only write the database can make none. Times in it are kept to microseconds.
 * Change such rows through entities only, never by a bulk statement.
 */
@MappedSuperclass
@EntityListeners(RowGuard.class)
public abstract class GuardedRow {
  @Column(nullable = false)
  long revision;

  @Column(name = "mac_version", nullable = false)
  int macVersion;

  @Column(nullable = false)
  byte[] mac = new byte[0];

  /** The table's name, as the MAC covers it. */
  protected abstract String table();

  /** The row's identifier for an alarm: ids only. */
  protected abstract String rowId();

  /** Adds primary key and deciding columns, always in the same order. */
  protected abstract void decide(Deciding deciding);

  /** How often it was written: who has read a later one must take no earlier one. */
  protected final long revision() {
    return revision;
  }

  byte[] decidingBytes() {
    Deciding deciding = Deciding.row(table(), revision);
    decide(deciding);
    return deciding.bytes();
  }
}
