package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Bearer tokens of one machine, by its credentials. */
final class Tokens {
  private final Wire wire;
  private final String url;
  private final String basic;
  private String bearer = "";
  private Instant until = Instant.EPOCH;

  Tokens(Wire wire, String url, String client, String secret) {
    this.wire = wire;
    this.url = url;
    this.basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  synchronized String bearer() {
    if (Instant.now().isAfter(until)) {
      Reply reply =
          wire.send(
              "POST",
              url,
              Map.of("Authorization", basic, "Content-Type", "application/x-www-form-urlencoded"),
              "grant_type=client_credentials");
      if (reply.status() != 200) {
        throw new AssertionError("no token: " + reply.status());
      }
      JsonNode json = reply.json();
      bearer = "Bearer " + json.path("access_token").asText();
      until = Instant.now().plusSeconds(json.path("expires_in").asLong() / 2);
    }
    return bearer;
  }
}
