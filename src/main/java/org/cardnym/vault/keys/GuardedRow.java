package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A row that decides something. It is sealed with a MAC whenever it is written and checked whenever
 * it is read: who can only write the database can make none. Times in it are kept to microseconds.
 * Change such rows through entities only, never by a bulk statement, and lock them by {@link
 * Locked}.
 */
@MappedSuperclass
@EntityListeners(RowGuard.class)
public abstract class GuardedRow {
  private static final AtomicLong LOADS = new AtomicLong();

  @Column(nullable = false)
  long revision;

  @Column(name = "mac_version", nullable = false)
  int macVersion;

  @Column(nullable = false)
  byte[] mac = new byte[0];

  /** True once {@link Locked} has read it under a lock, which stays as long as this object. */
  @Transient boolean held;

  /** When it was read, as {@link #loads} counts; 0 for one that this transaction makes. */
  @Transient private long load;

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

  /** How many rows were read so far. */
  static long loads() {
    return LOADS.get();
  }

  void loaded() {
    load = LOADS.incrementAndGet();
  }

  boolean readBefore(long loads) {
    return load > 0 && load <= loads;
  }

  /** Has it sealed anew, as it is, when the caller's transaction writes. */
  void sealAnew() {
    mac = new byte[0];
  }

  byte[] decidingBytes() {
    Deciding deciding = Deciding.row(table(), revision);
    decide(deciding);
    return deciding.bytes();
  }
}
