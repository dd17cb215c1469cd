package org.cardnym.admin.pkcs11;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.List;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.Pin;

/** A session with a token in which its user has logged in. */
public final class TokenSession implements AutoCloseable {
  private static final long SERIAL_AND_WRITING = 4 | 2;
  private static final long USER = 1;
  private static final long PIN_INCORRECT = 0xA0;
  private static final long PIN_EXPIRED = 0xA3;
  private static final long PIN_LOCKED = 0xA4;
  private static final long ALREADY_LOGGED_IN = 0x100;
  private static final int TAG = 16;

  private final Cryptoki library;
  private final long handle;
  private final AesKeys keys;

  private TokenSession(Cryptoki library, long handle) {
    this.library = library;
    this.handle = handle;
    this.keys = new AesKeys(library, handle);
  }

  /**
   * Gives the PIN once.
   *
   * @param serial empty for whichever token has the label
   * @throws Failure {@link Trouble#TOKEN_LIBRARY_MISSING}, {@link Trouble#TOKEN_NOT_FOUND}, {@link
   *     Trouble#PIN_REFUSED}, {@link Trouble#PIN_LOCKED}, where a wrong one would lock it too
   */
  public static TokenSession open(Path libraryFile, String label, String serial, Pin pin) {
    Cryptoki library = Cryptoki.at(libraryFile);
    Token token = library.token(label, serial);
    if (token.isAlmostLocked()) {
      throw new Failure(Trouble.PIN_LOCKED, "The token's PIN is locked, or one try is left.");
    }
    long[] handle = new long[1];
    library.must(
        Call.OPEN_SESSION, token.slot(), SERIAL_AND_WRITING, Pointer.NULL, Pointer.NULL, handle);
    TokenSession session = new TokenSession(library, handle[0]);
    try {
      session.login(pin);
      return session;
    } catch (RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  /**
   * Makes a key of this label.
   *
   * @throws Failure {@link Trouble#TOKEN_KEY_EXISTS}
   */
  public long make(String label) {
    if (!keys.named(label).isEmpty()) {
      throw new Failure(
          Trouble.TOKEN_KEY_EXISTS, "The token has a key " + label + "; it was left as it is.");
    }
    long key = keys.make(label);
    keys.requireFit(key, label);
    return key;
  }

  /**
   * The key of this label.
   *
   * @throws Failure {@link Trouble#TOKEN_KEY_UNFIT} for none, several, or one that could leave
   */
  public long existing(String label) {
    List<Long> found = keys.named(label);
    if (found.size() != 1) {
      throw new Failure(
          Trouble.TOKEN_KEY_UNFIT,
          (found.isEmpty() ? "The token has no AES key " : "The token has several AES keys ")
              + label
              + ".");
    }
    keys.requireFit(found.getFirst(), label);
    return found.getFirst();
  }

  /** Ciphertext and tag, AES-256-GCM. */
  public byte[] encrypt(long key, byte[] nonce, byte[] associatedData, byte[] plain) {
    return run(
        Call.ENCRYPT_INIT, Call.ENCRYPT, key, nonce, associatedData, plain, plain.length + TAG);
  }

  /**
   * @throws Failure {@link Trouble#TOKEN_FAILED} for another key's too
   */
  public byte[] decrypt(long key, byte[] nonce, byte[] associatedData, byte[] sealed) {
    return run(Call.DECRYPT_INIT, Call.DECRYPT, key, nonce, associatedData, sealed, sealed.length);
  }

  @Override
  public void close() {
    library.call(Call.CLOSE_SESSION, handle);
  }

  private byte[] run(
      Call begin, Call end, long key, byte[] nonce, byte[] associatedData, byte[] in, int room) {
    try (Gcm gcm = new Gcm(nonce, associatedData);
        Memory input = new Memory(in.length);
        Memory output = new Memory(room)) {
      input.write(0, in, 0, in.length);
      library.must(begin, handle, gcm.mechanism(), key);
      long[] length = {room};
      library.must(end, handle, input, (long) in.length, output, length);
      return output.getByteArray(0, Math.toIntExact(length[0]));
    }
  }

  private void login(Pin pin) {
    byte[] utf8 = pin.utf8();
    long said;
    try (Memory given = new Memory(utf8.length)) {
      given.write(0, utf8, 0, utf8.length);
      said = library.call(Call.LOGIN, handle, USER, given, (long) utf8.length);
      given.clear();
    }
    if (said == Cryptoki.OK || said == ALREADY_LOGGED_IN) {
      return;
    }
    if (said == PIN_LOCKED) {
      throw new Failure(Trouble.PIN_LOCKED, "The token has locked its PIN.");
    }
    if (said >= PIN_INCORRECT && said <= PIN_EXPIRED) {
      throw new Failure(Trouble.PIN_REFUSED, "The token refuses this PIN.");
    }
    throw new Failure(
        Trouble.TOKEN_FAILED, "The token answers 0x" + Long.toHexString(said) + " to its PIN.");
  }
}
