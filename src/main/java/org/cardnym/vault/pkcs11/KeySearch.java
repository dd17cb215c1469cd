package org.cardnym.vault.pkcs11;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;

/** Finds the one AES key of a label in a token, and takes none that could leave it. */
final class KeySearch {
  private static final long CLASS = 0x0;
  private static final long LABEL = 0x3;
  private static final long KEY_TYPE = 0x100;
  private static final long SENSITIVE = 0x103;
  private static final long ENCRYPT = 0x104;
  private static final long DECRYPT = 0x105;
  private static final long VALUE_LEN = 0x161;
  private static final long EXTRACTABLE = 0x162;
  private static final long SECRET_KEY = 4;
  private static final long AES = 0x1F;
  private static final long SIZE = 32;

  private KeySearch() {}

  /**
   * The key's handle in this session.
   *
   * @throws TokenFailure {@link TokenTrouble#KEY_MISSING}, {@link TokenTrouble#KEY_AMBIGUOUS},
   *     {@link TokenTrouble#KEY_UNFIT}
   */
  static long find(Cryptoki library, long session, String label) throws TokenFailure {
    long[] found = new long[2];
    long[] count = new long[1];
    try (var wanted = new Attributes()) {
      wanted.number(CLASS, SECRET_KEY).number(KEY_TYPE, AES);
      wanted.bytes(LABEL, label.getBytes(StandardCharsets.UTF_8));
      library.must(Call.FIND_OBJECTS_INIT, session, wanted.array(), wanted.count());
      library.must(Call.FIND_OBJECTS, session, found, (long) found.length, count);
      library.must(Call.FIND_OBJECTS_FINAL, session);
    }
    if (count[0] == 0) {
      throw new TokenFailure(TokenTrouble.KEY_MISSING);
    }
    if (count[0] > 1) {
      throw new TokenFailure(TokenTrouble.KEY_AMBIGUOUS);
    }
    requireFit(library, session, found[0]);
    return found[0];
  }

  private static void requireFit(Cryptoki library, long session, long key) throws TokenFailure {
    boolean fit =
        is(library, session, key, SENSITIVE)
            && !is(library, session, key, EXTRACTABLE)
            && is(library, session, key, ENCRYPT)
            && is(library, session, key, DECRYPT)
            && read(library, session, key, VALUE_LEN, Long.BYTES).getLong(0) == SIZE;
    if (!fit) {
      throw new TokenFailure(TokenTrouble.KEY_UNFIT);
    }
  }

  private static boolean is(Cryptoki library, long session, long key, long attribute)
      throws TokenFailure {
    return read(library, session, key, attribute, 1).getByte(0) != 0;
  }

  private static Memory read(Cryptoki library, long session, long key, long attribute, int length)
      throws TokenFailure {
    try (var asked = new Attributes()) {
      Memory value = asked.room(attribute, length);
      library.must(Call.GET_ATTRIBUTE_VALUE, session, key, asked.array(), asked.count());
      Memory copy = new Memory(length);
      copy.write(0, value.getByteArray(0, length), 0, length);
      return copy;
    }
  }
}
