package org.cardnym.vault.pkcs11;

/** The return values of PKCS #11 (v2.40 §5.1) that mean something of their own here. */
final class Returned {
  static final long OK = 0;
  static final long PIN_INCORRECT = 0xA0;
  static final long PIN_INVALID = 0xA1;
  static final long PIN_LEN_RANGE = 0xA2;
  static final long PIN_EXPIRED = 0xA3;
  static final long PIN_LOCKED = 0xA4;
  static final long SESSION_HANDLE_INVALID = 0xB3;
  static final long ALREADY_LOGGED_IN = 0x100;
  static final long ALREADY_INITIALIZED = 0x191;

  private static final long DEVICE_ERROR = 0x30;
  private static final long DEVICE_MEMORY = 0x31;
  private static final long DEVICE_REMOVED = 0x32;
  private static final long TOKEN_NOT_PRESENT = 0xE0;

  private Returned() {}

  /** True where the token itself is out of reach, whatever its library thinks of sessions. */
  static boolean isGone(long said) {
    return said == DEVICE_ERROR
        || said == DEVICE_MEMORY
        || said == DEVICE_REMOVED
        || said == TOKEN_NOT_PRESENT;
  }
}
