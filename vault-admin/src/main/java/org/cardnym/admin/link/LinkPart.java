package org.cardnym.admin.link;

import com.fasterxml.jackson.databind.JsonNode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** A part of the link that is saved to a file of its own and handed on. */
enum LinkPart {
  /** PKCS #10 in PEM, for the authority that certifies the vault's TLS key. */
  CERTIFICATE_REQUEST("certificate-request", "certificateRequest"),
  /** PEM, once there is one. */
  CERTIFICATE("certificate", "certificate"),
  /** The same for the TLS key that is to take the place of the one in use. */
  NEXT_CERTIFICATE_REQUEST("next-certificate-request", "nextCertificateRequest"),
  /** A JWK set (RFC 7517), for the banks. */
  SIGNING_KEYS("signing-keys", "signingKeys");

  private final String label;
  private final String member;

  LinkPart(String label, String member) {
    this.label = label;
    this.member = member;
  }

  /**
   * @throws Failure if the vault has it not yet
   */
  String textIn(JsonNode link) {
    JsonNode value = link.path(member);
    if (value.isMissingNode() || value.isNull()) {
      throw new Failure(Trouble.INPUT_INVALID, "The vault has no " + label + " yet.");
    }
    return value.isTextual() ? value.asText() : value.toPrettyString();
  }

  @Override
  public String toString() {
    return label;
  }
}
