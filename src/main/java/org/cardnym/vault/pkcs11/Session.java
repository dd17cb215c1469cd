package org.cardnym.vault.pkcs11;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * A session in which the user has logged in and one key was found. It does one thing at a time; its
 * owner sees to that.
 */
final class Session {
  private static final long SERIAL = 4;
  private static final long USER = 1;
  private static final int SESSION_INFO = 32;
  private static final int STATE_AT = 8;
  private static final long READ_ONLY_USER = 1;
  private static final long READ_WRITE_USER = 3;
  private static final int TAG = 16;

  private final Cryptoki library;
  private final int generation;
  private final long handle;
  private long key;

  private Session(Cryptoki library, int generation, long handle) {
    this.library = library;
    this.generation = generation;
    this.handle = handle;
  }

  /**
   * @param asked whether a person asked for it, who may spend a try of the PIN
   */
  static Session open(KeyPlace place, Pin.Source pins, boolean asked) throws TokenFailure {
    Cryptoki library = Cryptoki.at(place.library());
    // Until it has logged in, nobody begins the library anew: slot and handle, and with them the
    // PIN, would be another token's.
    synchronized (library) {
      return open(library, place, pins, asked);
    }
  }

  private static Session open(Cryptoki library, KeyPlace place, Pin.Source pins, boolean asked)
      throws TokenFailure {
    Token token = library.find(place);
    long[] handle = new long[1];
    library.must(Call.OPEN_SESSION, token.slot(), SERIAL, Pointer.NULL, Pointer.NULL, handle);
    var session = new Session(library, library.generation(), handle[0]);
    library.opened(session);
    try {
      session.login(token, pins, asked);
      session.key = KeySearch.find(library, handle[0], place.key());
      return session;
    } catch (TokenFailure | RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  byte[] encrypt(byte[] nonce, byte[] associatedData, byte[] plain) throws TokenFailure {
    return run(Call.ENCRYPT_INIT, Call.ENCRYPT, nonce, associatedData, plain, plain.length + TAG);
  }

  byte[] decrypt(byte[] nonce, byte[] associatedData, byte[] sealed) throws TokenFailure {
    return run(Call.DECRYPT_INIT, Call.DECRYPT, nonce, associatedData, sealed, sealed.length);
  }

  /** False once its token is gone, or has forgotten that somebody logged in. */
  boolean isAlive(TokenFailure last) {
    return !Returned.isGone(last.returned()) && isLoggedIn();
  }

  void close() {
    if (isOfNow()) {
      library.call(Call.CLOSE_SESSION, handle);
    }
    library.closed(this);
  }

  private byte[] run(Call begin, Call end, byte[] nonce, byte[] associatedData, byte[] in, int room)
      throws TokenFailure {
    if (!isOfNow()) {
      throw new TokenFailure(TokenTrouble.TOKEN_FAILED, Returned.SESSION_HANDLE_INVALID);
    }
    var input = new Memory(in.length);
    var output = new Memory(room);
    try (var gcm = new Gcm(nonce, associatedData)) {
      input.write(0, in, 0, in.length);
      library.must(begin, handle, gcm.mechanism(), key);
      long[] length = {room};
      library.must(end, handle, input, (long) in.length, output, length);
      return output.getByteArray(0, Math.toIntExact(length[0]));
    } finally {
      input.clear();
      input.close();
      output.clear();
      output.close();
    }
  }

  /** False once the library has forgotten it, or who logged in. */
  boolean isLoggedIn() {
    var info = new Memory(SESSION_INFO);
    if (!isOfNow() || library.call(Call.GET_SESSION_INFO, handle, info) != Returned.OK) {
      return false;
    }
    long state = info.getLong(STATE_AT);
    return state == READ_ONLY_USER || state == READ_WRITE_USER;
  }

  private boolean isOfNow() {
    return generation == library.generation();
  }

  /** Once for all sessions that this process has with the token. */
  private void login(Token token, Pin.Source pins, boolean asked) throws TokenFailure {
    if (isLoggedIn()) {
      return;
    }
    token.requireTries(asked);
    long said;
    try (Pin pin = pins.read()) {
      byte[] utf8 = pin.utf8();
      var given = new Memory(Math.max(1, utf8.length));
      given.write(0, utf8, 0, utf8.length);
      said = library.call(Call.LOGIN, handle, USER, given, (long) utf8.length);
      given.clear();
    }
    judge(token, said);
  }

  private static void judge(Token token, long said) throws TokenFailure {
    if (said == Returned.OK || said == Returned.ALREADY_LOGGED_IN) {
      token.accepted();
      return;
    }
    if (said == Returned.PIN_LOCKED) {
      throw new TokenFailure(TokenTrouble.PIN_LOCKED, said);
    }
    if (said >= Returned.PIN_INCORRECT && said <= Returned.PIN_EXPIRED) {
      token.refused();
      throw new TokenFailure(TokenTrouble.PIN_REFUSED, said);
    }
    throw new TokenFailure(TokenTrouble.TOKEN_FAILED, said);
  }

  @Override
  public String toString() {
    return "Session[" + handle + "]";
  }
}
