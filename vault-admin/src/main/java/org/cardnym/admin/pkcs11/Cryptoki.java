package org.cardnym.admin.pkcs11;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** A PKCS #11 library, loaded and initialized. */
final class Cryptoki {
  static final long OK = 0;
  private static final long ALREADY_INITIALIZED = 0x191;

  /** dlopen's RTLD_NOW: its symbols stay its own. */
  private static final int NOW = 2;

  private static final int WORD = Long.BYTES;
  private static final int ARGUMENTS = 6 * WORD;
  private static final int FLAGS = 4 * WORD;
  private static final long OS_LOCKING = 2;
  private static final byte WITH_TOKENS = 1;

  private final NativeLibrary library;
  private final Pointer functions;

  private Cryptoki(NativeLibrary library) {
    this.library = library;
    PointerByReference list = new PointerByReference();
    check(library.getFunction("C_GetFunctionList").invokeLong(new Object[] {list}));
    functions = list.getValue();
    Memory arguments = new Memory(ARGUMENTS);
    arguments.clear();
    arguments.setLong(FLAGS, OS_LOCKING);
    long said = call(Call.INITIALIZE, arguments);
    if (said != ALREADY_INITIALIZED) {
      check(said);
    }
  }

  /**
   * @throws Failure {@link Trouble#TOKEN_LIBRARY_MISSING}
   */
  static Cryptoki at(Path path) {
    try {
      // The layouts here are those of 64-bit Unix: CK_ULONG is a C long.
      if (path.isAbsolute() && Native.LONG_SIZE == WORD) {
        return new Cryptoki(
            NativeLibrary.getInstance(path.toString(), Map.of(Library.OPTION_OPEN_FLAGS, NOW)));
      }
    } catch (LinkageError missing) {
      // Told below.
    }
    throw new Failure(Trouble.TOKEN_LIBRARY_MISSING, path + " is no PKCS #11 library.");
  }

  /** What it returned, a {@code CK_RV}. */
  long call(Call call, Object... arguments) {
    Pointer function = functions.getPointer((1L + call.place) * WORD);
    return Function.getFunction(function).invokeLong(arguments);
  }

  /**
   * @throws Failure {@link Trouble#TOKEN_FAILED} for any answer but OK
   */
  void must(Call call, Object... arguments) {
    check(call(call, arguments));
  }

  /**
   * The one token of this label and serial number.
   *
   * @param serial empty for any
   * @throws Failure {@link Trouble#TOKEN_NOT_FOUND} for none or several
   */
  Token token(String label, String serial) {
    long[] count = new long[1];
    must(Call.GET_SLOT_LIST, WITH_TOKENS, Pointer.NULL, count);
    long[] slots = new long[Math.toIntExact(count[0]) + 1];
    count[0] = slots.length;
    must(Call.GET_SLOT_LIST, WITH_TOKENS, slots, count);
    List<Token> found = new ArrayList<>();
    for (int i = 0; i < count[0]; i++) {
      Token token = Token.in(this, slots[i]);
      if (token != null && token.isNamed(label, serial)) {
        found.add(token);
      }
    }
    if (found.size() != 1) {
      throw new Failure(
          Trouble.TOKEN_NOT_FOUND,
          (found.isEmpty() ? "No token has" : "Several tokens have") + " the label " + label + ".");
    }
    return found.getFirst();
  }

  @Override
  public String toString() {
    return library.getName();
  }

  private static void check(long said) {
    if (said != OK) {
      throw new Failure(
          Trouble.TOKEN_FAILED, "The token's library answers 0x" + Long.toHexString(said) + ".");
    }
  }
}
