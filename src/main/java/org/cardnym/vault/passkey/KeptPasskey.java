package org.cardnym.vault.passkey;

import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.exception.Base64UrlException;
import java.util.UUID;

/**
 * A passkey of somebody who is no payer, as its keeper stores it (WebAuthn L3 §4). Does not print.
 *
 * @param id base64url, as the next two
 * @param publicKey COSE_Key (RFC 9052 §7)
 */
public record KeptPasskey(
    String id,
    String publicKey,
    String userHandle,
    long signCount,
    boolean backupEligible,
    boolean backedUp,
    UUID aaguid) {

  static KeptPasskey of(Credential made) {
    return new KeptPasskey(
        made.id().getBase64Url(),
        made.key().getBase64Url(),
        made.userHandle().getBase64Url(),
        made.signCount(),
        made.backupEligible(),
        made.backedUp(),
        made.aaguid());
  }

  Credential credential() {
    return new Credential(
        bytes(id),
        bytes(publicKey),
        bytes(userHandle),
        signCount,
        backupEligible,
        backedUp,
        aaguid,
        false);
  }

  KeptPasskey used(Ceremonies.Asserted asserted) {
    return new KeptPasskey(
        id,
        publicKey,
        userHandle,
        asserted.signCount(),
        backupEligible,
        asserted.backedUp(),
        aaguid);
  }

  private static ByteArray bytes(String kept) {
    try {
      return ByteArray.fromBase64Url(kept);
    } catch (Base64UrlException impossible) {
      throw new IllegalStateException("a guarded passkey is not base64url");
    }
  }

  @Override
  public String toString() {
    return "KeptPasskey";
  }
}
