package org.cardnym.vault.proof;

import java.util.Objects;

/**
 * What a passkey has signed (WebAuthn L3 §5.2.2), each member in base64url without padding. Holds
 * no secret; does not print all the same, as it names a device.
 *
 * @param id the credential's id
 */
public record GivenPasskey(
    String id, String clientData, String authenticatorData, String signature, String userHandle)
    implements GivenProofs {
  public GivenPasskey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(clientData);
    Objects.requireNonNull(authenticatorData);
    Objects.requireNonNull(signature);
    Objects.requireNonNull(userHandle);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "GivenPasskey";
  }
}
