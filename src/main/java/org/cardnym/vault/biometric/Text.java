package org.cardnym.vault.biometric;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.cardnym.vault.biometric.ProviderFailed.Reason;

/** Encodings of the protocol: strict JSON, base64url, forms, digests. */
final class Text {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(20)
                          .maxStringLength(BoundedBody.MOST)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Text() {}

  /** One JSON object in UTF-8 without duplicate members (RFC 8725 §2.4). */
  static ObjectNode object(byte[] utf8) throws ProviderFailed {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (CharacterCodingException | JsonProcessingException notStrict) {
      throw new ProviderFailed(Reason.SHAPE);
    }
    throw new ProviderFailed(Reason.SHAPE);
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] sha256(byte[] whole) {
    return sha256().digest(whole);
  }

  /** A digest over parts that can't be taken for others: each with its length before it. */
  static byte[] sha256(String domain, byte[]... parts) {
    MessageDigest digest = sha256();
    add(digest, domain.getBytes(StandardCharsets.UTF_8));
    for (byte[] part : parts) {
      add(digest, part);
    }
    return digest.digest();
  }

  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
