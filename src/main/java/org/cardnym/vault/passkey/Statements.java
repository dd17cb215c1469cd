package org.cardnym.vault.passkey;

import com.upokecenter.cbor.CBORObject;
import com.yubico.webauthn.data.AttestationObject;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.exception.Base64UrlException;
import java.io.IOException;

/**
 * Attestation statements where none was asked for. A browser passes on those without certificates
 * and drops all others (WebAuthn L3 §5.1.3); here they are dropped as well, unread.
 */
final class Statements {
  private Statements() {}

  /** The response with what of its statement may come along. */
  static AuthenticatorAttestationResponse asked(AuthenticatorAttestationResponse response)
      throws Flawed {
    AttestationObject attestation = response.getAttestation();
    boolean none = attestation.getFormat().equals("none");
    boolean self =
        attestation.getFormat().equals("packed")
            && !attestation.getAttestationStatement().has("x5c");
    return none || self ? response : dropped(response);
  }

  private static AuthenticatorAttestationResponse dropped(AuthenticatorAttestationResponse response)
      throws Flawed {
    CBORObject bare =
        CBORObject.NewOrderedMap()
            .Add("fmt", "none")
            .Add("attStmt", CBORObject.NewMap())
            .Add("authData", response.getAuthenticatorData().getBytes());
    try {
      return AuthenticatorAttestationResponse.builder()
          .attestationObject(new ByteArray(bare.EncodeToBytes()))
          .clientDataJSON(response.getClientDataJSON())
          .build();
    } catch (IOException | Base64UrlException | RuntimeException unreadable) {
      throw new Flawed(Flaw.MALFORMED);
    }
  }
}
