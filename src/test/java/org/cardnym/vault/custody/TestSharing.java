package org.cardnym.vault.custody;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes a root-key file for custodians, and their shares, as the format says: with arithmetic of
 * its own, without the code under test or its library.
 *
 * @param json the file
 * @param shares their texts, in the order of the custodians
 */
public record TestSharing(String json, List<String> shares) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public TestSharing {
    shares = List.copyOf(shares);
  }

  /** A new root key of the use {@code sandbox}; the custodians' names are their subjects. */
  public static TestSharing of(String issuer, int threshold, List<String> subjects) {
    byte[] id = random(16);
    byte[] nonce = random(12);
    byte[] splitKey = random(32);
    var coefficients = new ArrayList<byte[]>(List.of(splitKey));
    while (coefficients.size() < threshold) {
      coefficients.add(random(32));
    }
    var head = new StringBuilder();
    line(head, "cardnym-root-key", "2", text(id), "sandbox", "shamir-gf256");
    line(head, Integer.toString(threshold), Integer.toString(subjects.size()));
    var custodians = new ArrayList<String>();
    var shares = new ArrayList<String>();
    for (int i = 1; i <= subjects.size(); i++) {
      String who = subjects.get(i - 1);
      byte[] body = body(id, i, at(coefficients, i));
      String commitment = text(hash("commitment", body));
      line(head, Integer.toString(i), who, issuer, who, commitment);
      custodians.add(
          """
          {"index":%d,"name":"%s","issuer":"%s","subject":"%s","commitment":"%s"}\
          """
              .formatted(i, who, issuer, who, commitment));
      byte[] whole = java.util.Arrays.copyOf(body, 54);
      System.arraycopy(hash("checksum", body), 0, whole, 49, 5);
      shares.add("cardnym-share-1:" + text(whole));
    }
    String json =
        """
        {"format":"cardnym-root-key","version":2,"id":"%s","use":"sandbox",\
        "created":"2026-01-01T00:00:00Z","shares":{"scheme":"shamir-gf256","threshold":%d,\
        "custodians":[%s]},"cipher":"AES-256-GCM","nonce":"%s","sealed":"%s"}\
        """
            .formatted(
                text(id),
                threshold,
                String.join(",", custodians),
                text(nonce),
                text(sealed(splitKey, nonce, head.toString())));
    return new TestSharing(json, shares);
  }

  /** The polynomial at x, byte by byte, by Horner's rule. */
  private static byte[] at(List<byte[]> coefficients, int x) {
    byte[] value = new byte[32];
    for (byte[] coefficient : coefficients.reversed()) {
      for (int i = 0; i < value.length; i++) {
        value[i] = (byte) (times(Byte.toUnsignedInt(value[i]), x) ^ coefficient[i]);
      }
    }
    return value;
  }

  /** In GF(256) modulo x^8 + x^4 + x^3 + x + 1 (FIPS 197 §4.2). */
  private static int times(int left, int right) {
    int product = 0;
    for (int a = left, b = right; b != 0; b >>= 1) {
      product ^= (b & 1) * a;
      a <<= 1;
      a ^= (a >> 8) * 0x11b;
    }
    return product;
  }

  private static byte[] body(byte[] id, int index, byte[] share) {
    byte[] body = java.util.Arrays.copyOf(id, 49);
    body[16] = (byte) index;
    System.arraycopy(share, 0, body, 17, 32);
    return body;
  }

  private static byte[] sealed(byte[] key, byte[] nonce, String head) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(head.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(random(32));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static byte[] hash(String what, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(("cardnym-share-1 " + what + "\n").getBytes(StandardCharsets.US_ASCII));
      return digest.digest(body);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void line(StringBuilder lines, String... values) {
    for (String value : values) {
      lines.append(value).append('\n');
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
