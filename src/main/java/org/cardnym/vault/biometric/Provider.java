package org.cardnym.vault.biometric;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * One identity service, as configured.
 *
 * @param issuer exactly as in its tokens
 * @param methods those that count
 * @param acrs one of which a token must have; empty for any
 */
record Provider(
    String name,
    String displayName,
    String issuer,
    String clientId,
    Set<BiometricMethod> methods,
    List<String> acrs,
    ClientProof proof,
    ProviderHttp http) {

  /** OpenID Connect Discovery 1.0 §4. */
  URI discovery() {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return URI.create(base + "/.well-known/openid-configuration");
  }

  @Override
  public String toString() {
    return "Provider[" + name + "]";
  }
}
