package org.cardnym.vault.custody;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.cardnym.vault.pkcs11.TokenKey;
import org.cardnym.vault.pkcs11.TokenTrouble;

/**
 * A root key that stays in its token: what it seals looks as if {@link KeyInMemory} had, and is
 * sealed there.
 */
final class KeyInToken implements OpenedRootKey {
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final SecureRandom random = new SecureRandom();
  private final String id;
  private final String use;
  private final TokenKey key;

  KeyInToken(String id, String use, TokenKey key) {
    this.id = id;
    this.use = use;
    this.key = key;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String use() {
    return use;
  }

  @Override
  public byte[] seal(byte[] plain, byte[] associatedData) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = key.encrypt(nonce, associatedData, plain);
    byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
    return whole;
  }

  @Override
  public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
    if (sealed.length < NONCE + TAG) {
      throw new GeneralSecurityException("too short to be sealed");
    }
    return key.decrypt(
        Arrays.copyOf(sealed, NONCE),
        associatedData,
        Arrays.copyOfRange(sealed, NONCE, sealed.length));
  }

  @Override
  public Optional<String> trouble() {
    return key.trouble().map(TokenTrouble::wire);
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "RootKey[" + id + "]";
  }
}
