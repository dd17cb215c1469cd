package org.cardnym.vault.passkey;

import java.util.Objects;

/**
 * A passkey that an authenticator has made, as a page posts it (WebAuthn L3 §5.2.1): each member in
 * base64url without padding. Does not print.
 *
 * @param id the credential's id
 * @param clientData the client data, as JSON
 * @param attestation the attestation object, as CBOR
 */
public record NewPasskey(String id, String clientData, String attestation) {
  public NewPasskey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(clientData);
    Objects.requireNonNull(attestation);
  }

  @Override
  public String toString() {
    return "NewPasskey";
  }
}
