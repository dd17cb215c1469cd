package org.cardnym.vault.custody;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A root key of 32 bytes: AES-256-GCM (NIST SP 800-38D), the nonce of 12 bytes first. */
final class KeyInMemory implements OpenedRootKey {
  static final int SIZE = 32;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final SecureRandom random = new SecureRandom();
  private final String id;
  private final String use;
  private final byte[] key;
  private boolean closed;

  private KeyInMemory(String id, String use, byte[] key) {
    this.id = id;
    this.use = use;
    this.key = key;
  }

  /**
   * Opens what a root-key file holds: the key, sealed under {@code wrapping}, which the caller
   * wipes.
   *
   * @throws GeneralSecurityException for another key, or a file that was changed
   */
  static KeyInMemory opened(
      String id, String use, byte[] wrapping, byte[] nonce, byte[] sealed, byte[] associatedData)
      throws GeneralSecurityException {
    byte[] key = run(Cipher.DECRYPT_MODE, wrapping, nonce, associatedData, sealed, 0);
    if (key.length != SIZE) {
      Arrays.fill(key, (byte) 0);
      throw new GeneralSecurityException("no root key has this length");
    }
    return new KeyInMemory(id, use, key);
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
  public synchronized byte[] seal(byte[] plain, byte[] associatedData)
      throws GeneralSecurityException {
    requireOpen();
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, associatedData, plain, 0);
    byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
    return whole;
  }

  @Override
  public synchronized byte[] open(byte[] sealed, byte[] associatedData)
      throws GeneralSecurityException {
    requireOpen();
    if (sealed.length < NONCE + TAG) {
      throw new GeneralSecurityException("too short to be sealed");
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    return run(Cipher.DECRYPT_MODE, key, nonce, associatedData, sealed, NONCE);
  }

  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "RootKey[" + id + "]";
  }

  private void requireOpen() throws GeneralSecurityException {
    if (closed) {
      throw new GeneralSecurityException("this root key was closed");
    }
  }

  private static byte[] run(
      int mode, byte[] key, byte[] nonce, byte[] associatedData, byte[] input, int from)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    cipher.updateAAD(associatedData);
    return cipher.doFinal(input, from, input.length - from);
  }
}
