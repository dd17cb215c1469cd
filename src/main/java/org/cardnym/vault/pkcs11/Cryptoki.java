package org.cardnym.vault.pkcs11;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A PKCS #11 library in this process. Slots are numbered anew at every start, so tokens are known
 * by what they call themselves.
 */
final class Cryptoki {
  private static final Map<Path, Cryptoki> LOADED = new ConcurrentHashMap<>();

  /** dlopen's RTLD_NOW: its symbols stay its own. */
  private static final int NOW = 2;

  private static final int WORD = Long.BYTES;
  private static final int ARGUMENTS = 6 * WORD;
  private static final int FLAGS = 4 * WORD;
  private static final long OS_LOCKING = 2;
  private static final byte WITH_TOKENS = 1;

  /** Keeps it loaded. */
  private final NativeLibrary library;

  private final Pointer functions;
  private final Set<Session> sessions = new HashSet<>();

  /** How often it was initialized: handles from before may be somebody else's by now. */
  private volatile int generation;

  private Cryptoki(NativeLibrary library) throws TokenFailure {
    this.library = library;
    var list = new PointerByReference();
    long said = library.getFunction("C_GetFunctionList").invokeLong(new Object[] {list});
    if (said != Returned.OK || list.getValue() == null) {
      throw new TokenFailure(TokenTrouble.LIBRARY_MISSING, said);
    }
    this.functions = list.getValue();
    initialize();
  }

  /**
   * @throws TokenFailure {@link TokenTrouble#LIBRARY_MISSING} where none can be loaded
   */
  static Cryptoki at(Path path) throws TokenFailure {
    Cryptoki loaded = LOADED.get(path);
    if (loaded != null) {
      return loaded;
    }
    synchronized (LOADED) {
      loaded = LOADED.get(path);
      if (loaded == null) {
        loaded = load(path);
        LOADED.put(path, loaded);
      }
      return loaded;
    }
  }

  private static Cryptoki load(Path path) throws TokenFailure {
    try {
      // The layouts here are those of 64-bit Unix: CK_ULONG is a C long.
      if (path.isAbsolute() && Native.LONG_SIZE == WORD) {
        return new Cryptoki(
            NativeLibrary.getInstance(path.toString(), Map.of(Library.OPTION_OPEN_FLAGS, NOW)));
      }
    } catch (LinkageError missing) {
      // None there, none that is one, or JNA could not unpack its own part.
    }
    throw new TokenFailure(TokenTrouble.LIBRARY_MISSING);
  }

  /** What it returned, a {@code CK_RV}. */
  long call(Call call, Object... arguments) {
    Pointer function = functions.getPointer((1L + call.place) * WORD);
    return Function.getFunction(function).invokeLong(arguments);
  }

  /**
   * @throws TokenFailure {@link TokenTrouble#TOKEN_FAILED} for any answer but OK
   */
  void must(Call call, Object... arguments) throws TokenFailure {
    long said = call(call, arguments);
    if (said != Returned.OK) {
      throw new TokenFailure(TokenTrouble.TOKEN_FAILED, said);
    }
  }

  /**
   * The token that a key's place names; looked for anew, from the library's own beginning, where it
   * is not seen and no session lives: many libraries see no token that came later, or came back.
   * What it finds counts while the caller holds this one's monitor.
   *
   * @throws TokenFailure {@link TokenTrouble#TOKEN_MISSING}, {@link TokenTrouble#TOKEN_AMBIGUOUS}
   */
  synchronized Token find(KeyPlace place) throws TokenFailure {
    List<Token> found = named(place);
    if (found.isEmpty()) {
      sessions.removeIf(session -> !session.isLoggedIn());
      if (sessions.isEmpty()) {
        call(Call.FINALIZE, Pointer.NULL);
        initialize();
        found = named(place);
      }
    }
    if (found.isEmpty()) {
      throw new TokenFailure(TokenTrouble.TOKEN_MISSING);
    }
    if (found.size() > 1) {
      throw new TokenFailure(TokenTrouble.TOKEN_AMBIGUOUS);
    }
    return found.getFirst();
  }

  int generation() {
    return generation;
  }

  synchronized void opened(Session session) {
    sessions.add(session);
  }

  synchronized void closed(Session session) {
    sessions.remove(session);
  }

  @Override
  public String toString() {
    return library.getName();
  }

  private void initialize() throws TokenFailure {
    generation++;
    var arguments = new Memory(ARGUMENTS);
    arguments.clear();
    arguments.setLong(FLAGS, OS_LOCKING);
    long said = call(Call.INITIALIZE, arguments);
    if (said != Returned.OK && said != Returned.ALREADY_INITIALIZED) {
      throw new TokenFailure(TokenTrouble.TOKEN_FAILED, said);
    }
  }

  private List<Token> named(KeyPlace place) throws TokenFailure {
    var found = new ArrayList<Token>();
    long[] count = new long[1];
    if (call(Call.GET_SLOT_LIST, WITH_TOKENS, Pointer.NULL, count) != Returned.OK) {
      return found;
    }
    long[] slots = new long[Math.toIntExact(count[0]) + 1];
    count[0] = slots.length;
    must(Call.GET_SLOT_LIST, WITH_TOKENS, slots, count);
    for (int i = 0; i < count[0]; i++) {
      Token token = Token.in(this, slots[i]);
      if (token != null && token.isAt(place)) {
        found.add(token);
      }
    }
    return found;
  }
}
