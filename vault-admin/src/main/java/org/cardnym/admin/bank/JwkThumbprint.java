package org.cardnym.admin.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SHA-256 thumbprint of a public key (RFC 7638). */
final class JwkThumbprint {
  private JwkThumbprint() {}

  /** Base64url without padding, or null if the key is neither EC nor RSA or lacks a part. */
  static @Nullable String of(JsonNode jwk) {
    // RFC 7638 section 3.2: the required members, in this order.
    List<String> members =
        switch (jwk.path("kty").asText()) {
          case "EC" -> List.of("crv", "kty", "x", "y");
          case "RSA" -> List.of("e", "kty", "n");
          default -> List.of();
        };
    ObjectNode required = JsonNodeFactory.instance.objectNode();
    for (String member : members) {
      if (!jwk.path(member).isTextual()) {
        return null;
      }
      required.set(member, jwk.get(member));
    }
    return members.isEmpty() ? null : digest(required.toString().getBytes(UTF_8));
  }

  private static String digest(byte[] canonical) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}
