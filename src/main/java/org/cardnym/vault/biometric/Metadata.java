package org.cardnym.vault.biometric;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Set;
import org.cardnym.vault.biometric.ProviderFailed.Reason;

/**
 * Where a service's endpoints are (OpenID Connect Discovery 1.0 §3).
 *
 * @param namesItself true if its answers name it (RFC 9207 §3)
 */
record Metadata(URI authorization, URI token, URI keys, boolean namesItself) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

  /**
   * Reads a discovery document.
   *
   * @param plainPages true where a page on this machine may be plain, for a sandbox
   */
  static Metadata read(ObjectNode document, String issuer, boolean plainPages)
      throws ProviderFailed {
    // Discovery §4.3: exactly the issuer that was asked for.
    if (!document.path("issuer").asText().equals(issuer)) {
      throw new ProviderFailed(Reason.DISCOVERY);
    }
    return new Metadata(
        endpoint(document, "authorization_endpoint", plainPages),
        endpoint(document, "token_endpoint", false),
        endpoint(document, "jwks_uri", false),
        document.path("authorization_response_iss_parameter_supported").asBoolean(false));
  }

  private static URI endpoint(ObjectNode document, String member, boolean plainAllowed)
      throws ProviderFailed {
    try {
      URI uri = URI.create(document.path(member).asText());
      boolean here =
          plainAllowed && "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
      if (("https".equals(uri.getScheme()) || here)
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException none) {
      throw new ProviderFailed(Reason.DISCOVERY);
    }
    throw new ProviderFailed(Reason.DISCOVERY);
  }
}
