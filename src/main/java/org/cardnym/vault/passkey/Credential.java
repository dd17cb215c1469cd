package org.cardnym.vault.passkey;

import com.yubico.webauthn.data.ByteArray;
import java.util.UUID;

/**
 * A credential as the ceremonies know it.
 *
 * @param key COSE_Key
 */
record Credential(
    ByteArray id,
    ByteArray key,
    ByteArray userHandle,
    long signCount,
    boolean backupEligible,
    boolean backedUp,
    UUID aaguid,
    boolean suspect) {

  static Credential of(PasskeyRow row) {
    return new Credential(
        new ByteArray(row.credentialId),
        new ByteArray(row.publicKey),
        new ByteArray(row.userHandle),
        row.signCount,
        row.backupEligible,
        row.backedUp,
        row.aaguid,
        row.suspectAt != null);
  }

  @Override
  public String toString() {
    return "Credential";
  }
}
