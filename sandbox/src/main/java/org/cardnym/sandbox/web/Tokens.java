package org.cardnym.sandbox.web;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine's access token (RFC 6749, 4.4), asked for once and kept until shortly before it ends.
 */
public final class Tokens {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Caller caller;
  private final String tokenUrl;
  private final String basic;
  private final InstantSource clock;
  private @Nullable String token;
  private Instant until = Instant.MIN;

  public Tokens(
      Caller caller, String tokenUrl, String clientId, String secret, InstantSource clock) {
    this.caller = caller;
    this.tokenUrl = tokenUrl;
    this.clock = clock;
    // RFC 6749, 2.3.1: both parts are form-encoded first.
    String pair = encode(clientId) + ":" + encode(secret);
    this.basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The value of an {@code Authorization} header. */
  public synchronized String bearer() throws IOException {
    String kept = token;
    if (kept == null || !clock.instant().isBefore(until)) {
      kept = fetch();
      token = kept;
    }
    return "Bearer " + kept;
  }

  /** After a 401: the next call asks for a new one. */
  public synchronized void discard() {
    token = null;
  }

  private String fetch() throws IOException {
    Answer answer =
        caller.send(
            "POST",
            tokenUrl,
            Map.of("Authorization", basic, "Content-Type", "application/x-www-form-urlencoded"),
            "grant_type=client_credentials");
    if (!answer.ok()) {
      throw new IOException("the token endpoint answered " + answer.status());
    }
    Duration validity = Duration.ofSeconds(answer.json().path("expires_in").asLong(0));
    until = clock.instant().plus(validity).minus(MARGIN);
    return answer.json().path("access_token").asText();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
