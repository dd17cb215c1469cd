package org.cardnym.vault.keys;

import com.google.crypto.tink.prf.Prf;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;

/** Keyed values (HMAC-SHA-256) that find or compare a thing without holding it. */
@ApplicationScoped
public class IndexKeys {
  private static final int SIZE = 32;

  private final Keys keys;

  IndexKeys(Keys keys) {
    this.keys = keys;
  }

  /** The version that new index values are made under. */
  public int version(KeyPurpose purpose) {
    return keys.of(purpose).primary();
  }

  /** All versions that still stand in rows. */
  public Set<Integer> versions(KeyPurpose purpose) {
    return keys.of(purpose).prfVersions();
  }

  /** 32 bytes under the newest version; {@code label} tells apart kinds of value under one key. */
  public byte[] value(KeyPurpose purpose, String label, byte[] input) {
    return value(purpose, version(purpose), label, input);
  }

  public byte[] value(KeyPurpose purpose, int version, String label, byte[] input) {
    return compute(keys.of(purpose).prf(version), label, input);
  }

  public byte[] value(KeyPurpose purpose, String label, String input) {
    return value(purpose, label, input.getBytes(StandardCharsets.UTF_8));
  }

  /** 128 bits derived from {@code input} under the page key, as 22 URL-safe characters. */
  public String secret(String label, byte[] input) {
    byte[] full = value(KeyPurpose.PAGE, label, input);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOf(full, 16));
  }

  /**
   * True if {@code candidate} is the secret of this input under any live version; in constant time.
   */
  public boolean isSecret(String label, byte[] input, String candidate) {
    boolean found = false;
    byte[] given = candidate.getBytes(StandardCharsets.UTF_8);
    for (int version : versions(KeyPurpose.PAGE)) {
      byte[] full = value(KeyPurpose.PAGE, version, label, input);
      String secret =
          Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(full, 16));
      found |= MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given);
    }
    return found;
  }

  static byte[] compute(Prf prf, String label, byte[] input) {
    byte[] name = label.getBytes(StandardCharsets.UTF_8);
    var text =
        ByteBuffer.allocate(4 + name.length + input.length)
            .putInt(name.length)
            .put(name)
            .put(input);
    try {
      return prf.compute(text.array(), SIZE);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("HMAC can't be computed", broken);
    }
  }
}
