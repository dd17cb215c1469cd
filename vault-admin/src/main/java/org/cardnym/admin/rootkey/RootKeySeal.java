package org.cardnym.admin.rootkey;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.Passphrase;

/**
 * Seals a root key: AES-256-GCM (NIST SP 800-38D) with a key from a passphrase by Argon2id (RFC
 * 9106), or with one that is split.
 */
final class RootKeySeal {
  static final int KEY_BYTES = 32;
  static final int TAG_BYTES = 16;

  private RootKeySeal() {}

  /** The encrypted key and its tag, base64url. */
  static String seal(RootKeyHeader header, Passphrase passphrase, byte[] rootKey) {
    try {
      return Base64Url.encode(run(Cipher.ENCRYPT_MODE, header, passphrase, rootKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is missing", e);
    }
  }

  /**
   * The root key, which the caller wipes.
   *
   * @throws Failure if the passphrase is wrong or anything bound was changed; which of both can't
   *     be told
   */
  static byte[] open(RootKeyHeader header, String sealed, Passphrase passphrase) {
    byte[] bytes = Base64Url.decode(sealed, KEY_BYTES + TAG_BYTES);
    try {
      return run(Cipher.DECRYPT_MODE, header, passphrase, bytes);
    } catch (AEADBadTagException e) {
      throw new Failure(
          Trouble.ROOT_KEY_NOT_OPENED, "The passphrase is wrong, or the file was changed.");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is missing", e);
    }
  }

  /** The same under the key that is split among custodians. */
  static String seal(SharedHeader header, byte[] splitKey, byte[] rootKey) {
    try {
      return Base64Url.encode(
          run(Cipher.ENCRYPT_MODE, splitKey, header.nonce(), header.associatedData(), rootKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is missing", e);
    }
  }

  /**
   * The root key, which the caller wipes.
   *
   * @throws Failure if this is not the key that was split, or anything bound was changed
   */
  static byte[] open(SharedHeader header, String sealed, byte[] splitKey) {
    byte[] bytes = Base64Url.decode(sealed, KEY_BYTES + TAG_BYTES);
    try {
      return run(Cipher.DECRYPT_MODE, splitKey, header.nonce(), header.associatedData(), bytes);
    } catch (AEADBadTagException e) {
      throw new Failure(
          Trouble.ROOT_KEY_NOT_OPENED, "The shares do not open it, or the file was changed.");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is missing", e);
    }
  }

  private static byte[] run(int mode, RootKeyHeader header, Passphrase passphrase, byte[] input)
      throws GeneralSecurityException {
    byte[] wrappingKey = wrappingKey(header, passphrase);
    try {
      return run(mode, wrappingKey, header.nonce(), header.associatedData(), input);
    } finally {
      Arrays.fill(wrappingKey, (byte) 0);
    }
  }

  private static byte[] run(
      int mode, byte[] wrappingKey, String nonce, byte[] associatedData, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(wrappingKey, "AES"),
        new GCMParameterSpec(
            TAG_BYTES * Byte.SIZE, Base64Url.decode(nonce, RootKeyHeader.NONCE_BYTES)));
    cipher.updateAAD(associatedData);
    return cipher.doFinal(input);
  }

  private static byte[] wrappingKey(RootKeyHeader header, Passphrase passphrase) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(Base64Url.decode(header.salt(), RootKeyHeader.SALT_BYTES))
            .withMemoryAsKB(header.cost().memoryKiB())
            .withIterations(header.cost().iterations())
            .withParallelism(header.cost().parallelism())
            .build();
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(parameters);
    byte[] typed = passphrase.utf8();
    byte[] key = new byte[KEY_BYTES];
    try {
      argon2.generateBytes(typed, key);
      return key;
    } finally {
      Arrays.fill(typed, (byte) 0);
    }
  }
}
