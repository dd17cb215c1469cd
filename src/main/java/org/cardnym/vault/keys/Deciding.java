package org.cardnym.vault.keys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers, in a fixed order, what a row's MAC covers. */
public final class Deciding {
  private AssociatedData data;

  private Deciding(AssociatedData data) {
    this.data = data;
  }

  static Deciding row(String table, long revision) {
    return new Deciding(AssociatedData.of("row/1").with(table).with(revision));
  }

  public Deciding add(@Nullable UUID value) {
    return value == null ? absent() : present(data.with(1L).with(value));
  }

  public Deciding add(@Nullable String value) {
    return value == null ? absent() : present(data.with(1L).with(value));
  }

  public Deciding add(byte @Nullable [] value) {
    return value == null ? absent() : present(data.with(1L).with(value));
  }

  public Deciding add(@Nullable Instant value) {
    return value == null
        ? absent()
        : present(data.with(1L).with(value.getEpochSecond()).with(value.getNano()));
  }

  public Deciding add(@Nullable Enum<?> value) {
    return add(value == null ? null : value.name());
  }

  public Deciding add(@Nullable Long value) {
    return value == null ? absent() : present(data.with(1L).with(value));
  }

  public Deciding add(long value) {
    return present(data.with(1L).with(value));
  }

  public Deciding add(boolean value) {
    return add(value ? 1L : 0L);
  }

  public Deciding add(WrappedKey value) {
    return add((long) value.kekVersion).add(value.bytes);
  }

  byte[] bytes() {
    return data.bytes();
  }

  private Deciding absent() {
    return present(data.with(0L));
  }

  private Deciding present(AssociatedData more) {
    data = more;
    return this;
  }
}
