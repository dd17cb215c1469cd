package org.cardnym.vault.pkcs11;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A token in its slot, as {@code CK_TOKEN_INFO} describes it at one moment. It counts wrong PINs
 * itself and locks for good after a few, so nobody gives one twice by himself: not this process,
 * nor any other replica, nor the next start.
 */
record Token(long slot, String label, String serial, long flags) {
  private static final int SIZE = 208;
  private static final int LABEL = 32;
  private static final int SERIAL_AT = 80;
  private static final int SERIAL = 16;
  private static final int FLAGS_AT = 96;

  /** CKF_USER_PIN_COUNT_LOW: one wrong PIN or more since the last right one. */
  private static final long COUNT_LOW = 0x10000;

  /** CKF_USER_PIN_FINAL_TRY. */
  private static final long FINAL_TRY = 0x20000;

  /** CKF_USER_PIN_LOCKED. */
  private static final long LOCKED = 0x40000;

  /** Tokens that refused a PIN of this process: not all of them say so in their flags. */
  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

  /** The token in a slot, or null where it went meanwhile. */
  static @Nullable Token in(Cryptoki library, long slot) {
    var info = new Memory(SIZE);
    if (library.call(Call.GET_TOKEN_INFO, slot, info) != Returned.OK) {
      return null;
    }
    return new Token(
        slot, text(info, 0, LABEL), text(info, SERIAL_AT, SERIAL), info.getLong(FLAGS_AT));
  }

  boolean isAt(KeyPlace place) {
    return label.equals(place.token())
        && (place.serial().isEmpty() || serial.equals(place.serial()));
  }

  /**
   * @param asked by a person, who may give a PIN where the vault by itself does not
   * @throws TokenFailure {@link TokenTrouble#PIN_LOCKED}, {@link TokenTrouble#PIN_SPARED}
   */
  void requireTries(boolean asked) throws TokenFailure {
    if ((flags & (FINAL_TRY | LOCKED)) != 0) {
      throw new TokenFailure(TokenTrouble.PIN_LOCKED);
    }
    if (!asked && ((flags & COUNT_LOW) != 0 || REFUSED.contains(name()))) {
      throw new TokenFailure(TokenTrouble.PIN_SPARED);
    }
  }

  void refused() {
    REFUSED.add(name());
  }

  void accepted() {
    REFUSED.remove(name());
  }

  private String name() {
    return label + "\n" + serial;
  }

  /** UTF-8, padded with blanks. */
  private static String text(Memory info, int from, int length) {
    return new String(info.getByteArray(from, length), StandardCharsets.UTF_8).stripTrailing();
  }
}
