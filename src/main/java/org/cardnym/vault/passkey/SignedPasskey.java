package org.cardnym.vault.passkey;

import java.util.Objects;

/**
 * What a passkey has signed, as a page posts it (WebAuthn L3 §5.2.2): each member in base64url
 * without padding. Does not print.
 *
 * @param id the credential's id
 * @param clientData the client data, as JSON
 * @param userHandle always there where the credential is discoverable
 */
public record SignedPasskey(
    String id, String clientData, String authenticatorData, String signature, String userHandle) {
  public SignedPasskey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(clientData);
    Objects.requireNonNull(authenticatorData);
    Objects.requireNonNull(signature);
    Objects.requireNonNull(userHandle);
  }

  @Override
  public String toString() {
    return "SignedPasskey";
  }
}
