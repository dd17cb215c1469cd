package org.cardnym.admin.token;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.admin.connection.Answer;
import org.cardnym.admin.connection.Wire;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.settings.SecureUrl;
import org.cardnym.admin.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Finds the provider's endpoints (OpenID Connect Discovery 1.0 section 4): from the issuer if it is
 * set, else from the token endpoint, by asking each folder above it and believing only a document
 * that names that token endpoint.
 */
public final class Discovery {
  private static final String DOCUMENT = "/.well-known/openid-configuration";
  private static final int DEEPEST = 8;

  private final Wire wire;

  public Discovery(Wire wire) {
    this.wire = wire;
  }

  /**
   * @throws Failure if no provider answers, or none whose document fits
   */
  public Endpoints discover(Settings settings) {
    SecureUrl issuer = settings.issuer();
    SecureUrl token = settings.tokenUrl();
    if (issuer == null && token == null) {
      throw new Failure(
          Trouble.SETTING_MISSING,
          "It is not known where to sign in: set CARDNYM_ISSUER, or CARDNYM_TOKEN_URL.");
    }
    List<SecureUrl> candidates = issuer != null ? List.of(issuer) : above(requireNonNull(token));
    for (SecureUrl candidate : candidates) {
      Endpoints found = ask(candidate);
      if (found != null && (token == null || token.equals(found.token()))) {
        return found;
      }
    }
    throw new Failure(
        Trouble.ANSWER_NOT_UNDERSTOOD,
        "No OpenID configuration that fits was found at " + candidates.getLast() + DOCUMENT + ".");
  }

  private @Nullable Endpoints ask(SecureUrl issuer) {
    Answer answer = wire.send(Wire.to(issuer.resolve(DOCUMENT)).GET().build(), "the OIDC provider");
    JsonNode document = answer.body();
    // Discovery 1.0 section 4.3: the issuer named has to be the one that was asked.
    String named = document.path("issuer").asText("").replaceAll("/+$", "");
    if (answer.status() != 200 || !named.equals(issuer.toString())) {
      return null;
    }
    SecureUrl token = endpoint(document, "token_endpoint");
    return token == null
        ? null
        : new Endpoints(
            token,
            endpoint(document, "device_authorization_endpoint"),
            endpoint(document, "revocation_endpoint"));
  }

  private static @Nullable SecureUrl endpoint(JsonNode document, String name) {
    String url = document.path(name).asText("");
    return url.isEmpty() ? null : SecureUrl.of("The provider's " + name, url);
  }

  /** The token endpoint's folders, innermost first, down to the bare origin. */
  private static List<SecureUrl> above(SecureUrl token) {
    List<SecureUrl> folders = new ArrayList<>();
    String url = token.toString();
    int origin = token.origin().length();
    while (url.length() > origin && folders.size() < DEEPEST) {
      url = url.substring(0, url.lastIndexOf('/'));
      folders.add(SecureUrl.of("The issuer", url));
    }
    return folders.isEmpty() ? List.of(token) : folders;
  }
}
