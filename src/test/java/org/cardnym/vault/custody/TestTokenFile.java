package org.cardnym.vault.custody;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes a root-key file for a token as its format says, without the code under test. */
public final class TestTokenFile {
  private static final SecureRandom RANDOM = new SecureRandom();

  private TestTokenFile() {}

  /**
   * A new root key of the use {@code sandbox}.
   *
   * @param value the key's, which was put into the token
   */
  public static ObjectNode of(String token, String key, byte[] value) {
    byte[] id = random(16);
    byte[] nonce = random(12);
    String head =
        String.join("\n", "cardnym-root-key", "3", text(id), "sandbox", token, "", key, "");
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(value, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(head.getBytes(UTF_8));
      ObjectNode file = JsonNodeFactory.instance.objectNode();
      file.put("format", "cardnym-root-key").put("version", 3).put("id", text(id));
      file.put("use", "sandbox").put("created", "2026-01-01T00:00:00Z");
      file.putObject("pkcs11").put("token", token).put("serial", "").put("key", key);
      file.put("cipher", "AES-256-GCM").put("nonce", text(nonce));
      return file.put("proof", text(cipher.doFinal(id)));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
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
