package org.cardnym.admin.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.cardnym.admin.connection.StrictJson;
import org.cardnym.admin.secret.AccessToken;
import org.cardnym.admin.secret.RefreshToken;
import org.cardnym.admin.settings.SecureUrl;
import org.jspecify.annotations.Nullable;

/**
 * A person's sign-in as it is kept on disk, version 1.
 *
 * @param vault the only vault the token is ever shown to
 * @param revocation where to end it, null where the provider has no such place
 */
record StoredLogin(
    SecureUrl vault,
    SecureUrl tokenEndpoint,
    @Nullable SecureUrl revocation,
    String clientId,
    TokenSet tokens) {

  byte[] toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", 1);
    json.put("vault", vault.toString());
    json.put("tokenEndpoint", tokenEndpoint.toString());
    json.put("revocationEndpoint", revocation == null ? null : revocation.toString());
    json.put("clientId", clientId);
    json.put("accessToken", tokens.access().reveal());
    RefreshToken refresh = tokens.refresh();
    json.put("refreshToken", refresh == null ? null : refresh.reveal());
    json.put("expiresAt", tokens.expiresAt().toString());
    return json.toPrettyString().getBytes(StandardCharsets.UTF_8);
  }

  /** The sign-in, or null if the bytes are none of this version. */
  static @Nullable StoredLogin fromJson(byte[] bytes) {
    JsonNode json = StrictJson.read(bytes);
    if (json.path("version").asInt() != 1 || !json.path("accessToken").isTextual()) {
      return null;
    }
    String refresh = json.path("refreshToken").asText("");
    String revocation = json.path("revocationEndpoint").asText("");
    try {
      return new StoredLogin(
          SecureUrl.of("The vault's address", json.path("vault").asText()),
          SecureUrl.of("The token endpoint", json.path("tokenEndpoint").asText()),
          revocation.isEmpty() ? null : SecureUrl.of("The revocation endpoint", revocation),
          json.path("clientId").asText(),
          new TokenSet(
              new AccessToken(json.path("accessToken").asText()),
              refresh.isEmpty() ? null : new RefreshToken(refresh),
              Instant.parse(json.path("expiresAt").asText())));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
