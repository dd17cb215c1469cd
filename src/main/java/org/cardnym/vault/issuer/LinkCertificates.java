package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vault's certificate towards banks: the request for it, and the chain that came back. */
@ApplicationScoped
public class LinkCertificates {
  /** The issuer's name in messages, an https URL. */
  public String issuer() {
    throw new UnsupportedOperationException();
  }

  /** The vault's public signature keys as JWKs, for the banks to pin. */
  public List<Map<String, Object>> signingKeys() {
    throw new UnsupportedOperationException();
  }

  /** A certificate signing request (RFC 2986) for the link key, as PEM. */
  public String request() {
    throw new UnsupportedOperationException();
  }

  /** The chain in use, leaf first, as PEM. */
  public Optional<String> certificate() {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes a chain for the link key, leaf first.
   *
   * @throws org.cardnym.vault.refusal.Refusal CERTIFICATE_UNFIT if the leaf is not for the link key, not for clients, not valid
   *     now, or the chain does not hold together
   */
  public void certify(String actor, String pem) {
    throw new UnsupportedOperationException();
  }
}
