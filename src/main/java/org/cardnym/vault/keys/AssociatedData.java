package org.cardnym.vault.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a ciphertext is bound to: a format name with its version, then the values that name its row.
 * Every part is prefixed with its length (four bytes, big-endian), so no two bindings share their
 * bytes.
 */
public final class AssociatedData {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);

  private AssociatedData() {}

  /** Begins a binding, for instance {@code card-record/1}. */
  public static AssociatedData of(String format) {
    return new AssociatedData().with(format);
  }

  public AssociatedData with(String part) {
    return part(part.getBytes(StandardCharsets.UTF_8));
  }

  public AssociatedData with(UUID part) {
    return part(
        ByteBuffer.allocate(16)
            .putLong(part.getMostSignificantBits())
            .putLong(part.getLeastSignificantBits())
            .array());
  }

  public AssociatedData with(long part) {
    return part(ByteBuffer.allocate(8).putLong(part).array());
  }

  public AssociatedData with(byte[] part) {
    return part(part);
  }

  /** The binding as bytes; also the one spelling of a request that is digested. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }

  private AssociatedData part(byte[] part) {
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
    bytes.writeBytes(part);
    return this;
  }
}
