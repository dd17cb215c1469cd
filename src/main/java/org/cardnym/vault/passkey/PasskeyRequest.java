package org.cardnym.vault.passkey;

import com.yubico.webauthn.data.ByteArray;

/**
 * What a browser is asked to have signed, as {@code PublicKeyCredentialRequestOptionsJSON}
 * (WebAuthn L3 §5.1.10). It lists no credentials: whoever asks has named a person, and must not
 * learn whether there are any.
 *
 * @param timeout milliseconds
 */
public record PasskeyRequest(String challenge, String rpId, long timeout, String userVerification) {
  static PasskeyRequest of(ByteArray challenge, String rpId) {
    return new PasskeyRequest(
        challenge.getBase64Url(), rpId, Challenges.LIFE.toMillis(), "required");
  }
}
