package org.cardnym.admin.pkcs11;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;

/** An array of {@code CK_ATTRIBUTE}; native memory, which lives as long as this. */
final class Attributes implements AutoCloseable {
  private static final int WORD = Long.BYTES;
  private static final int SIZE = 3 * WORD;
  private static final int MOST = 16;

  private final Memory array = new Memory((long) MOST * SIZE);
  private final List<Memory> values = new ArrayList<>();

  Attributes number(long type, long value) {
    room(type, WORD).setLong(0, value);
    return this;
  }

  Attributes flag(long type, boolean value) {
    room(type, 1).setByte(0, (byte) (value ? 1 : 0));
    return this;
  }

  Attributes bytes(long type, byte[] value) {
    room(type, value.length).write(0, value, 0, value.length);
    return this;
  }

  /** A further attribute, and where its value stands, or is to be put. */
  Memory room(long type, int length) {
    Memory value = new Memory(length);
    value.clear();
    long at = (long) values.size() * SIZE;
    array.setLong(at, type);
    array.setPointer(at + WORD, value);
    array.setLong(at + 2 * WORD, length);
    values.add(value);
    return value;
  }

  Memory array() {
    return array;
  }

  long count() {
    return values.size();
  }

  @Override
  public void close() {
    values.forEach(Memory::close);
    array.close();
  }
}
