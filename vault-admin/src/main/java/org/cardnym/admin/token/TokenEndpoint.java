package org.cardnym.admin.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import org.cardnym.admin.connection.Answer;
import org.cardnym.admin.connection.Wire;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.AccessToken;
import org.cardnym.admin.secret.DeviceCode;
import org.cardnym.admin.secret.RefreshToken;
import org.cardnym.admin.settings.MachineIdentity;
import org.cardnym.admin.settings.SecureUrl;

/** Asks a token endpoint for tokens (RFC 6749 section 3.2). */
final class TokenEndpoint {
  static final String NAME = "the token endpoint";

  private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final long LONGEST_LIFE = Duration.ofDays(1).toSeconds();

  private final Wire wire;
  private final Clock clock;
  private final SecureUrl address;

  TokenEndpoint(Wire wire, Clock clock, SecureUrl address) {
    this.wire = wire;
    this.clock = clock;
    this.address = address;
  }

  /** RFC 6749 section 4.4. */
  TokenSet clientCredentials(MachineIdentity machine) {
    Form form = new Form().add("grant_type", "client_credentials");
    return granted(ask(form.to(address, machine)));
  }

  /** RFC 6749 section 6, by a public client. */
  TokenSet refresh(RefreshToken token, String clientId) {
    Form form =
        new Form()
            .add("grant_type", "refresh_token")
            .add("refresh_token", token.reveal())
            .add("client_id", clientId);
    return granted(ask(form.to(address)));
  }

  /**
   * One question of the device flow (RFC 8628 section 3.4); the answer may be an error that means
   * patience.
   */
  Answer askWith(DeviceCode code, String clientId) {
    Form form =
        new Form()
            .add("grant_type", DEVICE_GRANT)
            .add("device_code", code.reveal())
            .add("client_id", clientId);
    return ask(form.to(address));
  }

  /**
   * @throws Failure if the answer is a refusal or no bearer token
   */
  TokenSet granted(Answer answer) {
    JsonNode body = answer.body();
    if (answer.status() != 200) {
      throw refused(answer);
    }
    if (!body.path("token_type").asText().equalsIgnoreCase("Bearer")
        || !body.path("access_token").isTextual()) {
      throw new Failure(Trouble.ANSWER_NOT_UNDERSTOOD, "The token endpoint gave no bearer token.");
    }
    long seconds = Math.clamp(body.path("expires_in").asLong(60), 0L, LONGEST_LIFE);
    String refresh = body.path("refresh_token").asText("");
    return new TokenSet(
        new AccessToken(body.path("access_token").asText()),
        refresh.isEmpty() ? null : new RefreshToken(refresh),
        clock.instant().plusSeconds(seconds));
  }

  /** The error's code (RFC 6749 section 5.2), or empty. */
  static String error(Answer answer) {
    return answer.body().path("error").asText("");
  }

  private Answer ask(HttpRequest request) {
    return wire.send(request, NAME);
  }

  private static Failure refused(Answer answer) {
    String error = error(answer);
    String code = error.isEmpty() ? "http_" + answer.status() : error;
    if (answer.status() >= 500) {
      return new Failure(
          ExitCode.UNREACHABLE,
          "The token endpoint can't serve this now.",
          code,
          "Try again; if it stays so, look at the OIDC provider's health.");
    }
    return new Failure(
        ExitCode.REFUSED,
        "The token endpoint refused to give a token.",
        code,
        "Check the client's id and secret, or run vault-admin login again.");
  }
}
