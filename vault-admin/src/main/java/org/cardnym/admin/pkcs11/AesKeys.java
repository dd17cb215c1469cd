package org.cardnym.admin.pkcs11;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** The AES keys of a token, as a session sees them. */
final class AesKeys {
  private static final long CLASS = 0x0;
  private static final long TOKEN = 0x1;
  private static final long PRIVATE = 0x2;
  private static final long LABEL = 0x3;
  private static final long KEY_TYPE = 0x100;
  private static final long SENSITIVE = 0x103;
  private static final long ENCRYPT = 0x104;
  private static final long DECRYPT = 0x105;
  private static final long WRAP = 0x106;
  private static final long UNWRAP = 0x107;
  private static final long VALUE_LEN = 0x161;
  private static final long EXTRACTABLE = 0x162;
  private static final long SECRET_KEY = 4;
  private static final long AES = 0x1F;
  private static final long CKM_AES_KEY_GEN = 0x1080;
  private static final long SIZE = 32;

  private final Cryptoki library;
  private final long session;

  AesKeys(Cryptoki library, long session) {
    this.library = library;
    this.session = session;
  }

  /** The handles of those of this label, two at most. */
  List<Long> named(String label) {
    long[] found = new long[2];
    long[] count = new long[1];
    try (Attributes wanted = new Attributes()) {
      wanted.number(CLASS, SECRET_KEY).number(KEY_TYPE, AES).bytes(LABEL, utf8(label));
      library.must(Call.FIND_OBJECTS_INIT, session, wanted.array(), wanted.count());
      library.must(Call.FIND_OBJECTS, session, found, (long) found.length, count);
      library.must(Call.FIND_OBJECTS_FINAL, session);
    }
    List<Long> handles = new ArrayList<>();
    for (int i = 0; i < count[0]; i++) {
      handles.add(found[i]);
    }
    return handles;
  }

  /** A fresh AES-256 key that can't leave the token, nor carry others out of it. */
  long make(String label) {
    long[] made = new long[1];
    try (Attributes wanted = new Attributes();
        Memory mechanism = new Memory(3L * Long.BYTES)) {
      mechanism.clear();
      mechanism.setLong(0, CKM_AES_KEY_GEN);
      wanted.number(CLASS, SECRET_KEY).number(KEY_TYPE, AES).number(VALUE_LEN, SIZE);
      wanted.flag(TOKEN, true).flag(PRIVATE, true).flag(SENSITIVE, true).flag(EXTRACTABLE, false);
      wanted.flag(ENCRYPT, true).flag(DECRYPT, true).flag(WRAP, false).flag(UNWRAP, false);
      wanted.bytes(LABEL, utf8(label));
      library.must(Call.GENERATE_KEY, session, mechanism, wanted.array(), wanted.count(), made);
    }
    return made[0];
  }

  /**
   * @throws Failure {@link Trouble#TOKEN_KEY_UNFIT}
   */
  void requireFit(long key, String label) {
    boolean fit =
        is(key, SENSITIVE)
            && !is(key, EXTRACTABLE)
            && is(key, ENCRYPT)
            && is(key, DECRYPT)
            && read(key, VALUE_LEN, Long.BYTES).getLong(0) == SIZE;
    if (!fit) {
      throw new Failure(
          Trouble.TOKEN_KEY_UNFIT, "The token's key " + label + " is not fit to be a root key.");
    }
  }

  private boolean is(long key, long attribute) {
    return read(key, attribute, 1).getByte(0) != 0;
  }

  private Memory read(long key, long attribute, int length) {
    try (Attributes asked = new Attributes()) {
      Memory value = asked.room(attribute, length);
      library.must(Call.GET_ATTRIBUTE_VALUE, session, key, asked.array(), asked.count());
      Memory copy = new Memory(length);
      copy.write(0, value.getByteArray(0, length), 0, length);
      return copy;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
