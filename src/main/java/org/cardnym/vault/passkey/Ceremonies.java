package org.cardnym.vault.passkey;

import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.AuthenticatorData;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.ClientRegistrationExtensionOutputs;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.UUID;

/**
 * The two ceremonies of Web Authentication Level 3 for one relying party: registration (§7.1) and
 * authentication (§7.2). Pure: knows no rows and no clock. What the library checks not at all, or
 * less strictly, is checked here; each check names what the clause is about. What can't be read is
 * refused by the library: among it data of another length than it says, and flags that say that a
 * credential is backed up (BS) which can't be (BE).
 */
final class Ceremonies {
  /** §7.1: a longer credential id fails the registration. */
  static final int MAX_CREDENTIAL_ID = 1023;

  private final String rpId;
  private final String origin;

  /**
   * For one relying party.
   *
   * @param origin the one origin that its pages have, as browsers write it
   */
  Ceremonies(String rpId, String origin) {
    this.rpId = rpId;
    this.origin = origin;
  }

  String rpId() {
    return rpId;
  }

  /** What an assertion has told that holds. */
  record Asserted(long signCount, boolean backedUp) {}

  /**
   * The credential of a registration that holds; whether its id is registered already is the
   * caller's to say.
   */
  Credential register(ByteArray challenge, ByteArray userHandle, NewPasskey given) throws Flawed {
    ByteArray id = bytes(given.id());
    AuthenticatorAttestationResponse response = response(given);
    ClientData.read(response.getClientDataJSON()).check("webauthn.create", challenge, origin);
    AuthenticatorData data = response.getParsedAuthenticatorData();
    checkRelyingParty(data);
    // §7.1: UP is set, as no conditional creation is asked for.
    Flawed.unless(data.getFlags().UP, Flaw.NOT_PRESENT);
    var attested = data.getAttestedCredentialData().orElseThrow(() -> new Flawed(Flaw.MALFORMED));
    // §7.1: alg is one that was asked for; §5.8.5: with its own curve.
    CoseKeys.require(attested.getCredentialPublicKey());
    // §7.1: the statement is verified, by the library, where one may come that was not asked for.
    attestation(challenge, userHandle, id, Statements.asked(response));
    // §7.1: UV is set, always.
    Flawed.unless(data.getFlags().UV, Flaw.NOT_VERIFIED);
    // §7.1: credentialId is of at most 1023 bytes; and it is the one that the client names.
    Flawed.unless(
        attested.getCredentialId().size() <= MAX_CREDENTIAL_ID
            && attested.getCredentialId().equals(id),
        Flaw.CREDENTIAL_ID);
    return new Credential(
        id,
        attested.getCredentialPublicKey(),
        userHandle,
        data.getSignatureCounter(),
        data.getFlags().BE,
        data.getFlags().BS,
        uuid(attested.getAaguid()),
        false);
  }

  /** Judges an assertion against a credential: the same work whether it can hold or not. */
  Asserted authenticate(ByteArray challenge, Credential stored, SignedPasskey given) throws Flawed {
    ByteArray id = bytes(given.id());
    ByteArray userHandle = bytes(given.userHandle());
    AuthenticatorAssertionResponse response = response(given, userHandle);
    ClientData.read(response.getClientDataJSON()).check("webauthn.get", challenge, origin);
    AuthenticatorData data = response.getParsedAuthenticatorData();
    checkRelyingParty(data);
    // §7.2: UP is set.
    Flawed.unless(data.getFlags().UP, Flaw.NOT_PRESENT);
    // §7.2: sig is a valid signature over authData and the hash of cData, under the stored key.
    signature(challenge, stored, id, userHandle, response);
    // §7.2: UV is set, always.
    Flawed.unless(data.getFlags().UV, Flaw.NOT_VERIFIED);
    // §7.2: BE is what it was at registration. BS without BE the library does not even read.
    Flawed.unless(data.getFlags().BE == stored.backupEligible(), Flaw.BACKUP);
    // §7.2: credential and user handle belong to the user who is being authenticated.
    Flawed.unless(
        MessageDigest.isEqual(id.getBytes(), stored.id().getBytes())
            && MessageDigest.isEqual(userHandle.getBytes(), stored.userHandle().getBytes()),
        Flaw.OTHER_USER);
    Flawed.unless(!stored.suspect(), Flaw.SUSPECT);
    // §7.2: where either count is not zero, the new one is greater; else there may be two of it.
    long count = data.getSignatureCounter();
    Flawed.unless(
        (count == 0 && stored.signCount() == 0) || count > stored.signCount(), Flaw.CLONED);
    return new Asserted(count, data.getFlags().BS);
  }

  /** The challenge that an answer claims to be for; empty if it can't be read. */
  static ByteArray challenge(String clientData) {
    try {
      return bytes(ClientData.read(bytes(clientData)).challenge());
    } catch (Flawed unreadable) {
      return new ByteArray(new byte[0]);
    }
  }

  private void checkRelyingParty(AuthenticatorData data) throws Flawed {
    // §7.1 and §7.2: rpIdHash is the SHA-256 of the relying party's id.
    Flawed.unless(
        data.getRpIdHash().equals(Sha256.of(rpId.getBytes(StandardCharsets.UTF_8))),
        Flaw.RELYING_PARTY);
  }

  private RegistrationResult attestation(
      ByteArray challenge,
      ByteArray userHandle,
      ByteArray id,
      AuthenticatorAttestationResponse response)
      throws Flawed {
    var user = UserIdentity.builder().name("").displayName("").id(userHandle).build();
    var request =
        PublicKeyCredentialCreationOptions.builder()
            .rp(identity())
            .user(user)
            .challenge(challenge)
            .pubKeyCredParams(CoseKeys.ALGORITHMS)
            .authenticatorSelection(
                AuthenticatorSelectionCriteria.builder()
                    .residentKey(ResidentKeyRequirement.REQUIRED)
                    // After the statement: see above.
                    .userVerification(UserVerificationRequirement.PREFERRED)
                    .build())
            .build();
    var credential =
        PublicKeyCredential
            .<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>builder()
            .id(id)
            .response(response)
            .clientExtensionResults(ClientRegistrationExtensionOutputs.builder().build())
            .build();
    try {
      return library(OneCredential.NONE)
          .finishRegistration(
              FinishRegistrationOptions.builder().request(request).response(credential).build());
    } catch (RegistrationFailedException | RuntimeException refused) {
      throw new Flawed(Flaw.ATTESTATION);
    }
  }

  private void signature(
      ByteArray challenge,
      Credential stored,
      ByteArray id,
      ByteArray userHandle,
      AuthenticatorAssertionResponse response)
      throws Flawed {
    var options =
        PublicKeyCredentialRequestOptions.builder()
            .challenge(challenge)
            .rpId(rpId)
            // After the signature: see above.
            .userVerification(UserVerificationRequirement.PREFERRED)
            .build();
    var credential =
        PublicKeyCredential
            .<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>builder()
            .id(id)
            .response(response)
            .clientExtensionResults(ClientAssertionExtensionOutputs.builder().build())
            .build();
    var request = AssertionRequest.builder().publicKeyCredentialRequestOptions(options).build();
    try {
      library(new OneCredential(id, userHandle, stored.key()))
          .finishAssertion(
              FinishAssertionOptions.builder().request(request).response(credential).build());
    } catch (AssertionFailedException | RuntimeException refused) {
      throw new Flawed(Flaw.SIGNATURE);
    }
  }

  private RelyingParty library(OneCredential credential) {
    return RelyingParty.builder()
        .identity(identity())
        .credentialRepository(credential)
        .origins(Set.of(origin))
        .allowUntrustedAttestation(true)
        .validateSignatureCounter(false)
        .build();
  }

  private RelyingPartyIdentity identity() {
    return RelyingPartyIdentity.builder().id(rpId).name("Cardnym").build();
  }

  private static AuthenticatorAttestationResponse response(NewPasskey given) throws Flawed {
    try {
      return AuthenticatorAttestationResponse.builder()
          .attestationObject(bytes(given.attestation()))
          .clientDataJSON(bytes(given.clientData()))
          .build();
    } catch (IOException | Base64UrlException | RuntimeException unreadable) {
      throw new Flawed(Flaw.MALFORMED);
    }
  }

  private static AuthenticatorAssertionResponse response(SignedPasskey given, ByteArray userHandle)
      throws Flawed {
    try {
      return AuthenticatorAssertionResponse.builder()
          .authenticatorData(bytes(given.authenticatorData()))
          .clientDataJSON(bytes(given.clientData()))
          .signature(bytes(given.signature()))
          .userHandle(userHandle)
          .build();
    } catch (IOException | Base64UrlException | RuntimeException unreadable) {
      throw new Flawed(Flaw.MALFORMED);
    }
  }

  private static ByteArray bytes(String base64url) throws Flawed {
    try {
      return ByteArray.fromBase64Url(base64url);
    } catch (Base64UrlException | RuntimeException unreadable) {
      throw new Flawed(Flaw.MALFORMED);
    }
  }

  private static UUID uuid(ByteArray sixteen) {
    ByteBuffer bits = ByteBuffer.wrap(sixteen.getBytes());
    return new UUID(bits.getLong(), bits.getLong());
  }
}
