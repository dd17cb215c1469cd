package org.cardnym.bank.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.cardnym.bank.wire.Base64Url;

/**
 * HMAC-SHA-256 under a key of the bank, for what must be compared but not be readable in the
 * database (PCI DSS 3.5.1.1). Each purpose has hashes of its own.
 */
public final class KeyedHash {

  /** What a hash is for; the names are in stored hashes and must not change. */
  public enum Purpose {
    CARD_NUMBER,
    MESSAGE_CONTENT,
    ONE_TIME_CODE
  }

  private static final String HMAC = "HmacSHA256";

  private final SecretKey key;

  KeyedHash(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  /** 43 characters of base64url. */
  public String of(Purpose purpose, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(purpose.name().getBytes(US_ASCII));
      for (byte[] part : parts) {
        mac.update(lengthOf(part));
        mac.update(part);
      }
      return Base64Url.encode(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  /** Parts carry their length, so that no two lists of parts run together to the same bytes. */
  private static byte[] lengthOf(byte[] part) {
    return java.nio.ByteBuffer.allocate(1 + Integer.BYTES)
        .put((byte) 0)
        .putInt(part.length)
        .array();
  }

  @Override
  public String toString() {
    return "KeyedHash[…]";
  }
}
