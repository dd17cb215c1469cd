package org.cardnym.vault.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.yubico.webauthn.data.AttestationObject;
import com.yubico.webauthn.data.AuthenticatorData;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.exception.HexException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of the specification itself (WebAuthn L3, appendix "Test Vectors"). The signature is
 * judged before user verification: who is refused for the latter had a good signature.
 */
class TestVectorsTest {
  private static final ByteArray HANDLE = new ByteArray(new byte[] {7});
  private static final Ceremonies CEREMONIES = new Ceremonies("example.org", "https://example.org");

  /** What must come out where it is not success: half of the examples are without verification. */
  private static final Map<String, Flaw> REGISTRATION_FLAWS =
      Map.of(
          "none-es256", Flaw.NOT_VERIFIED,
          "none-es256-crossOrigin", Flaw.CROSS_ORIGIN,
          "none-es256-topOrigin", Flaw.CROSS_ORIGIN,
          "none-es256-long-credential-id", Flaw.NOT_VERIFIED,
          "packed-es384", Flaw.NOT_VERIFIED,
          "packed-eddsa", Flaw.NOT_VERIFIED,
          "packed-ed448", Flaw.ALGORITHM,
          "apple-es256", Flaw.NOT_VERIFIED,
          "fido-u2f-es256", Flaw.NOT_VERIFIED);

  private static final Map<String, Flaw> AUTHENTICATION_FLAWS =
      Map.of(
          "none-es256", Flaw.NOT_VERIFIED,
          "packed-self-es256", Flaw.NOT_VERIFIED,
          "none-es256-crossOrigin", Flaw.CROSS_ORIGIN,
          "none-es256-topOrigin", Flaw.CROSS_ORIGIN,
          "packed-es512", Flaw.NOT_VERIFIED,
          "packed-rs256", Flaw.NOT_VERIFIED,
          "packed-eddsa", Flaw.NOT_VERIFIED,
          "android-key-es256", Flaw.NOT_VERIFIED,
          "apple-es256", Flaw.NOT_VERIFIED,
          "fido-u2f-es256", Flaw.NOT_VERIFIED);

  /** One example: a registration, and an authentication with the same credential. */
  record Vector(String name, JsonNode json) {
    ByteArray bytes(String ceremony, String member) {
      return hex(json.path(ceremony).path(member).textValue());
    }

    ByteArray credentialId() {
      return hex(json.path("credentialId").textValue());
    }

    NewPasskey made() {
      return new NewPasskey(
          credentialId().getBase64Url(),
          bytes("registration", "clientDataJSON").getBase64Url(),
          bytes("registration", "attestationObject").getBase64Url());
    }

    SignedPasskey signed(ByteArray signature) {
      return new SignedPasskey(
          credentialId().getBase64Url(),
          bytes("authentication", "clientDataJSON").getBase64Url(),
          bytes("authentication", "authenticatorData").getBase64Url(),
          signature.getBase64Url(),
          HANDLE.getBase64Url());
    }

    /** What stands in the registration, whether it holds or not. */
    Credential credential() {
      try {
        AuthenticatorData data =
            new AttestationObject(bytes("registration", "attestationObject"))
                .getAuthenticatorData();
        return new Credential(
            credentialId(),
            data.getAttestedCredentialData().orElseThrow().getCredentialPublicKey(),
            HANDLE,
            0,
            data.getFlags().BE,
            data.getFlags().BS,
            new UUID(0, 0),
            false);
      } catch (IOException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream in =
        TestVectorsTest.class.getResourceAsStream("/webauthn/test-vectors.json")) {
      JsonNode all = new ObjectMapper().readTree(in).path("vectors");
      return StreamSupport.stream(all.spliterator(), false)
          .map(each ->
              new Vector(each.path("anchor").textValue().replace("sctn-test-vectors-", ""), each));
    }
  }

  @Test
  void allOfThemAreThere() throws IOException {
    assertThat(vectors()).hasSize(15);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void registrationComesOutAsItMust(Vector vector) {
    ByteArray challenge = vector.bytes("registration", "challenge");

    comesOut(
        REGISTRATION_FLAWS.get(vector.name()),
        () -> {
          Credential credential = CEREMONIES.register(challenge, HANDLE, vector.made());
          assertThat(credential).isEqualTo(expected(vector, credential));
        });
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void authenticationComesOutAsItMust(Vector vector) {
    ByteArray challenge = vector.bytes("authentication", "challenge");
    ByteArray signature = vector.bytes("authentication", "signature");

    comesOut(
        AUTHENTICATION_FLAWS.get(vector.name()),
        () -> CEREMONIES.authenticate(challenge, vector.credential(), vector.signed(signature)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void noneHoldsForAnotherChallenge(Vector vector) {
    ByteArray another = new ByteArray(new byte[32]);

    comesOut(Flaw.CHALLENGE, () -> CEREMONIES.register(another, HANDLE, vector.made()));
    comesOut(
        Flaw.CHALLENGE,
        () ->
            CEREMONIES.authenticate(
                another,
                vector.credential(),
                vector.signed(vector.bytes("authentication", "signature"))));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void noneHoldsWithABitOfItsSignatureTurned(Vector vector) {
    byte[] signature = vector.bytes("authentication", "signature").getBytes();
    signature[signature.length - 1] ^= 1;
    boolean framed = AUTHENTICATION_FLAWS.get(vector.name()) == Flaw.CROSS_ORIGIN;

    comesOut(
        framed ? Flaw.CROSS_ORIGIN : Flaw.SIGNATURE,
        () ->
            CEREMONIES.authenticate(
                vector.bytes("authentication", "challenge"),
                vector.credential(),
                vector.signed(new ByteArray(signature))));
  }

  @Test
  void selfAttestationThatDoesNotHoldIsRefused() throws IOException {
    Vector self =
        vectors().filter(each -> each.name().equals("packed-self-es256")).findFirst().orElseThrow();
    byte[] bytes = self.bytes("registration", "attestationObject").getBytes();
    // Within the signature: {fmt, attStmt: {alg, sig: 58 46 …
    int sig = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("csigXF");
    bytes[sig + 16] ^= 1;
    NewPasskey made = self.made();
    var turned = new NewPasskey(made.id(), made.clientData(), new ByteArray(bytes).getBase64Url());

    comesOut(
        Flaw.ATTESTATION,
        () -> CEREMONIES.register(self.bytes("registration", "challenge"), HANDLE, turned));
  }

  private static Credential expected(Vector vector, Credential got) {
    Credential in = vector.credential();
    return new Credential(
        in.id(), in.key(), HANDLE, 0, in.backupEligible(), in.backedUp(), got.aaguid(), false);
  }

  /** A ceremony that may fail. */
  interface Ceremony {
    void run() throws Flawed;
  }

  static void comesOut(@Nullable Flaw flaw, Ceremony ceremony) {
    if (flaw == null) {
      assertThatCode(ceremony::run).doesNotThrowAnyException();
    } else {
      assertThatExceptionOfType(Flawed.class)
          .isThrownBy(ceremony::run)
          .satisfies(refused -> assertThat(refused.flaw()).isEqualTo(flaw));
    }
  }

  private static ByteArray hex(String text) {
    try {
      return ByteArray.fromHex(text);
    } catch (HexException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
