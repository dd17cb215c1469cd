package org.cardnym.vault.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Writes a root-key file as its format says, without the code under test. */
public final class TestRootKey {
  private static final SecureRandom RANDOM = new SecureRandom();

  private TestRootKey() {}

  /** A new root key of the use {@code sandbox}, sealed by the passphrase. */
  public static String json(String passphrase) {
    return json(passphrase, random(16));
  }

  static String json(String passphrase, byte[] id) {
    return json(passphrase, id, random(16), random(12), random(32));
  }

  static String json(String passphrase, byte[] id, byte[] salt, byte[] nonce, byte[] key) {
    String head =
        "cardnym-root-key\n1\n"
            + text(id)
            + "\nsandbox\nargon2id\n19456\n2\n1\n"
            + text(salt)
            + "\n";
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(wrapping(passphrase, salt), "AES"),
          new GCMParameterSpec(128, nonce));
      cipher.updateAAD(head.getBytes(StandardCharsets.US_ASCII));
      return """
      {"format":"cardnym-root-key","version":1,"id":"%s","use":"sandbox","created":"2026-01-01T00:00:00Z",\
      "kdf":{"name":"argon2id","memoryKiB":19456,"iterations":2,"parallelism":1,"salt":"%s"},\
      "cipher":"AES-256-GCM","nonce":"%s","sealed":"%s"}\
      """
          .formatted(text(id), text(salt), text(nonce), text(cipher.doFinal(key)));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** The root key in a file, as its format says. */
  static byte[] opened(JsonNode file, String passphrase) throws GeneralSecurityException {
    JsonNode kdf = file.path("kdf");
    String head =
        String.join(
            "\n",
            file.path("format").asText(),
            file.path("version").asText(),
            file.path("id").asText(),
            file.path("use").asText(),
            kdf.path("name").asText(),
            kdf.path("memoryKiB").asText(),
            kdf.path("iterations").asText(),
            kdf.path("parallelism").asText(),
            kdf.path("salt").asText(),
            "");
    Base64.Decoder base64 = Base64.getUrlDecoder();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(wrapping(passphrase, base64.decode(kdf.path("salt").asText())), "AES"),
        new GCMParameterSpec(128, base64.decode(file.path("nonce").asText())));
    cipher.updateAAD(head.getBytes(StandardCharsets.US_ASCII));
    return cipher.doFinal(base64.decode(file.path("sealed").asText()));
  }

  private static byte[] wrapping(String passphrase, byte[] salt) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(19_456)
            .withIterations(2)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] out = new byte[32];
    generator.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), out);
    return out;
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
