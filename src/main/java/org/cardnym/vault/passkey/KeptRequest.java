package org.cardnym.vault.passkey;

import java.util.List;

/**
 * As {@link PasskeyRequest}, for one passkey that is known: whoever asks knows whose it is.
 *
 * @param timeout milliseconds
 * @param allowCredentials this one
 */
public record KeptRequest(
    String challenge,
    String rpId,
    long timeout,
    String userVerification,
    List<PasskeyCreation.Descriptor> allowCredentials) {
  static KeptRequest of(PasskeyRequest request, KeptPasskey passkey) {
    return new KeptRequest(
        request.challenge(),
        request.rpId(),
        request.timeout(),
        request.userVerification(),
        List.of(new PasskeyCreation.Descriptor(PasskeyCreation.TYPE, passkey.id())));
  }
}
