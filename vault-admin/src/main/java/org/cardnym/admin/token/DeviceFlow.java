package org.cardnym.admin.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.admin.connection.Answer;
import org.cardnym.admin.connection.Wire;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.DeviceCode;
import org.cardnym.admin.settings.SecureUrl;

/** Signing in with a browser elsewhere (RFC 8628). */
final class DeviceFlow {
  private static final long LONGEST_WAIT = Duration.ofMinutes(15).toSeconds();
  private static final long LONGEST_INTERVAL = 60;

  /** RFC 8628 section 3.5: {@code slow_down} adds five seconds. */
  private static final long SLOWER = 5;

  private final Wire wire;
  private final Clock clock;
  private final Pause pause;

  DeviceFlow(Wire wire, Clock clock, Pause pause) {
    this.wire = wire;
    this.clock = clock;
    this.pause = pause;
  }

  /** RFC 8628 sections 3.1 and 3.2. */
  Invitation begin(SecureUrl deviceEndpoint, String clientId) {
    Form form = new Form().add("client_id", clientId);
    Answer answer = wire.send(form.to(deviceEndpoint), "the OIDC provider");
    JsonNode body = answer.body();
    String code = body.path("device_code").asText("");
    String userCode = body.path("user_code").asText("");
    String address = body.path("verification_uri").asText("");
    if (answer.status() != 200 || code.isEmpty() || userCode.isEmpty() || address.isEmpty()) {
      throw new Failure(
          Trouble.SIGN_IN_REFUSED,
          "The OIDC provider doesn't let the client '" + clientId + "' sign people in.");
    }
    return new Invitation(
        new DeviceCode(code),
        userCode,
        address,
        clock
            .instant()
            .plusSeconds(Math.clamp(body.path("expires_in").asLong(300), 0L, LONGEST_WAIT)),
        Math.clamp(body.path("interval").asLong(5), 1L, LONGEST_INTERVAL));
  }

  /**
   * Waits for the person, section 3.5.
   *
   * @throws Failure if the person refuses, or the invitation expires first
   */
  TokenSet await(Invitation invitation, TokenEndpoint tokens, String clientId) {
    long interval = invitation.interval();
    while (clock.instant().isBefore(invitation.expiresAt())) {
      pause.sleep(Duration.ofSeconds(interval));
      Answer answer = tokens.askWith(invitation.code(), clientId);
      switch (TokenEndpoint.error(answer)) {
        case "authorization_pending" -> {}
        case "slow_down" -> interval = Math.min(interval + SLOWER, LONGEST_INTERVAL);
        case "access_denied" ->
            throw new Failure(Trouble.SIGN_IN_REFUSED, "The sign-in was refused in the browser.");
        case "expired_token" -> throw expired();
        default -> {
          return tokens.granted(answer);
        }
      }
    }
    throw expired();
  }

  private static Failure expired() {
    return new Failure(Trouble.SIGN_IN_REFUSED, "Nobody confirmed the code in time.");
  }

  /**
   * What to show the person.
   *
   * @param userCode to type in, untrusted text
   * @param address where, untrusted text
   * @param interval seconds between two questions
   */
  record Invitation(
      DeviceCode code, String userCode, String address, Instant expiresAt, long interval) {}
}
