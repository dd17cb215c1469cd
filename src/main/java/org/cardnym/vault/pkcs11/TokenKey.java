package org.cardnym.vault.pkcs11;

import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An AES-256 key that stays in its token, and seals there by AES-GCM (NIST SP 800-38D). A session
 * that was lost is opened anew when the key is next wanted; what can't be done meanwhile fails.
 */
public final class TokenKey implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TokenKey.class);

  private final KeyPlace place;
  private final Pin.Source pins;
  private @Nullable Session session;
  private volatile @Nullable TokenTrouble trouble;
  private boolean closed;

  private TokenKey(KeyPlace place, Pin.Source pins, Session session) {
    this.place = place;
    this.pins = pins;
    this.session = session;
  }

  /**
   * @param asked whether a person asked for it: else no PIN is given to a token that has refused
   *     one since it last took one
   * @throws TokenFailure with what is in the way
   */
  public static TokenKey reach(KeyPlace place, Pin.Source pins, boolean asked) throws TokenFailure {
    return new TokenKey(place, pins, Session.open(place, pins, asked));
  }

  /** Ciphertext and tag. */
  public synchronized byte[] encrypt(byte[] nonce, byte[] associatedData, byte[] plain)
      throws GeneralSecurityException {
    return run(open -> open.encrypt(nonce, associatedData, plain));
  }

  public synchronized byte[] decrypt(byte[] nonce, byte[] associatedData, byte[] sealed)
      throws GeneralSecurityException {
    return run(open -> open.decrypt(nonce, associatedData, sealed));
  }

  /** Why it was out of reach when it was last wanted, if it was. */
  public Optional<TokenTrouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  @Override
  public synchronized void close() {
    closed = true;
    lose();
  }

  @Override
  public String toString() {
    return "TokenKey[" + place.key() + "]";
  }

  private interface Work {
    byte[] in(Session open) throws TokenFailure;
  }

  private byte[] run(Work work) throws GeneralSecurityException {
    if (closed) {
      throw new GeneralSecurityException("this root key was closed");
    }
    Session held = session;
    if (held != null) {
      try {
        return work.in(held);
      } catch (TokenFailure failed) {
        if (held.isAlive(failed)) {
          throw failed;
        }
        lose();
      }
    }
    return work.in(again());
  }

  private Session again() throws TokenFailure {
    try {
      Session opened = Session.open(place, pins, false);
      session = opened;
      if (trouble != null) {
        trouble = null;
        LOG.info("root_key_token_back: the token is within reach again");
      }
      return opened;
    } catch (TokenFailure failed) {
      if (trouble != failed.trouble()) {
        trouble = failed.trouble();
        LOG.errorf(
            "root_key_token_lost: %s code=%s", failed.trouble().next(), failed.trouble().wire());
      }
      throw failed;
    }
  }

  private void lose() {
    Session held = session;
    session = null;
    if (held != null) {
      held.close();
    }
  }
}
