package org.cardnym.vault.passkey;

import com.yubico.webauthn.data.ByteArray;
import java.util.List;

/**
 * What a browser is asked to make, as {@code PublicKeyCredentialCreationOptionsJSON} (WebAuthn L3
 * §5.1.9): discoverable, with user verification, without attestation. Does not print.
 *
 * @param timeout milliseconds
 * @param excludeCredentials those that the payer has, so that no authenticator makes a second
 */
public record PasskeyCreation(
    String challenge,
    RelyingParty rp,
    User user,
    List<Parameters> pubKeyCredParams,
    long timeout,
    List<Descriptor> excludeCredentials,
    Selection authenticatorSelection,
    String attestation) {

  /** Whose pages these are. */
  public record RelyingParty(String id, String name) {}

  /**
   * Whose passkey it becomes.
   *
   * @param id random, the same for all passkeys of a payer; says nothing (§14.6.1)
   * @param name as its owner typed it, to tell accounts apart
   */
  public record User(String id, String name, String displayName) {
    @Override
    public String toString() {
      return "User";
    }
  }

  /** One algorithm that is taken. */
  public record Parameters(String type, long alg) {}

  /** A credential by its id. */
  public record Descriptor(String type, String id) {}

  /** What the authenticator must be able to do. */
  public record Selection(
      String residentKey, boolean requireResidentKey, String userVerification) {}

  static final String TYPE = "public-key";

  static PasskeyCreation of(
      ByteArray challenge, String rpId, ByteArray handle, String name, List<ByteArray> excluded) {
    return new PasskeyCreation(
        challenge.getBase64Url(),
        new RelyingParty(rpId, "Cardnym"),
        new User(handle.getBase64Url(), name, name),
        CoseKeys.ALGORITHMS.stream()
            .map(each -> new Parameters(TYPE, each.getAlg().getId()))
            .toList(),
        Challenges.LIFE.toMillis(),
        excluded.stream().map(id -> new Descriptor(TYPE, id.getBase64Url())).toList(),
        new Selection("required", true, "required"),
        "none");
  }

  @Override
  public String toString() {
    return "PasskeyCreation";
  }
}
