package org.cardnym.admin.pkcs11;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A token in its slot ({@code CK_TOKEN_INFO}). */
record Token(long slot, String label, String serial, long flags) {
  private static final int SIZE = 208;
  private static final int LABEL = 32;
  private static final int SERIAL_AT = 80;
  private static final int SERIAL = 16;
  private static final int FLAGS_AT = 96;

  /** CKF_USER_PIN_FINAL_TRY and CKF_USER_PIN_LOCKED. */
  private static final long NO_TRY_LEFT = 0x20000 | 0x40000;

  /** Null where it went meanwhile. */
  static @Nullable Token in(Cryptoki library, long slot) {
    Memory info = new Memory(SIZE);
    return library.call(Call.GET_TOKEN_INFO, slot, info) == Cryptoki.OK
        ? new Token(
            slot, text(info, 0, LABEL), text(info, SERIAL_AT, SERIAL), info.getLong(FLAGS_AT))
        : null;
  }

  boolean isNamed(String wanted, String number) {
    return label.equals(wanted) && (number.isEmpty() || number.equals(serial));
  }

  /** True where a wrong PIN would lock it, or one has. */
  boolean isAlmostLocked() {
    return (flags & NO_TRY_LEFT) != 0;
  }

  /** UTF-8, padded with blanks. */
  private static String text(Memory info, int from, int length) {
    return new String(info.getByteArray(from, length), StandardCharsets.UTF_8).stripTrailing();
  }
}
