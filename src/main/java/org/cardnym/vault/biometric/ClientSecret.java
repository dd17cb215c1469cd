package org.cardnym.vault.biometric;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** {@code client_secret_basic} (RFC 6749 §2.3.1). */
final class ClientSecret implements ClientProof {
  private final String secret;

  ClientSecret(String secret) {
    this.secret = secret;
  }

  @Override
  public Map<String, String> form(String clientId, String issuer, Instant now) {
    return Map.of();
  }

  @Override
  public Map<String, String> headers(String clientId) {
    String both = Text.encode(clientId) + ":" + Text.encode(secret);
    String basic = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    return Map.of("Authorization", "Basic " + basic);
  }

  @Override
  public String toString() {
    return "ClientSecret";
  }
}
