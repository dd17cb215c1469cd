package org.cardnym.vault.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.passkey.Authenticator.BE;
import static org.cardnym.vault.passkey.Authenticator.BS;
import static org.cardnym.vault.passkey.Authenticator.UP;
import static org.cardnym.vault.passkey.Authenticator.UV;
import static org.cardnym.vault.passkey.TestVectorsTest.comesOut;

import com.upokecenter.cbor.CBORObject;
import com.yubico.webauthn.data.ByteArray;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CeremoniesTest {
  private static final String ORIGIN = "https://pay.example";
  private static final Ceremonies CEREMONIES = new Ceremonies("pay.example", ORIGIN);
  private static final ByteArray HANDLE = new ByteArray(Challenges.random());

  private final ByteArray challenge = new ByteArray(Challenges.random());

  /** One thing that is wrong, and what it is called. */
  record Wrong(String name, Flaw flaw, Consumer<Authenticator> bend) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Wrong> wrong() {
    return Stream.of(
        new Wrong("type of the other ceremony", Flaw.TYPE, a -> a.type("webauthn.other")),
        new Wrong("another origin", Flaw.ORIGIN, a -> a.origin("https://evil.example")),
        new Wrong("a host below", Flaw.ORIGIN, a -> a.origin("https://a.pay.example")),
        new Wrong("another port", Flaw.ORIGIN, a -> a.origin(ORIGIN + ":444")),
        new Wrong("another scheme", Flaw.ORIGIN, a -> a.origin("http://pay.example")),
        new Wrong("framed", Flaw.CROSS_ORIGIN, a -> a.clientData(",\"crossOrigin\":true")),
        new Wrong(
            "framed in words", Flaw.CROSS_ORIGIN, a -> a.clientData(",\"crossOrigin\":\"true\"")),
        new Wrong(
            "in whose frame",
            Flaw.TOP_ORIGIN,
            a -> a.clientData(",\"topOrigin\":\"" + ORIGIN + "\"")),
        new Wrong(
            "said twice", Flaw.MALFORMED, a -> a.clientData(",\"origin\":\"" + ORIGIN + "\"")),
        new Wrong("another relying party", Flaw.RELYING_PARTY, a -> a.rpId("evil.example")),
        new Wrong("nobody there", Flaw.NOT_PRESENT, a -> a.flags(UV)),
        new Wrong("nobody verified", Flaw.NOT_VERIFIED, a -> a.flags(UP)),
        new Wrong("backed up, but can't be", Flaw.MALFORMED, a -> a.flags(UP | UV | BS)));
  }

  @ParameterizedTest
  @CsvSource({
    "SHA256withECDSA, EC, secp256r1",
    "SHA384withECDSA, EC, secp384r1",
    "SHA512withECDSA, EC, secp521r1",
    "Ed25519, Ed25519,",
    "SHA256withRSA, RSA,"
  })
  void everyAlgorithmThatIsAskedForHolds(String algorithm, String family, String curve)
      throws Flawed {
    Authenticator authenticator = Authenticator.of(algorithm, family, curve, ORIGIN);

    Credential credential = registered(authenticator);

    assertThat(credential.id().getBase64Url()).isEqualTo(authenticator.id());
    assertThat(credential.backupEligible()).isFalse();
    assertThat(authenticate(credential, authenticator))
        .isEqualTo(new Ceremonies.Asserted(0, false));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void registrationWithOneThingWrongFails(Wrong wrong) {
    Authenticator authenticator = Authenticator.at(ORIGIN);
    wrong.bend().accept(authenticator);

    comesOut(wrong.flaw(), () -> registered(authenticator));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void authenticationWithOneThingWrongFails(Wrong wrong) throws Flawed {
    Authenticator authenticator = Authenticator.at(ORIGIN);
    Credential credential = registered(authenticator);
    wrong.bend().accept(authenticator);

    comesOut(wrong.flaw(), () -> authenticate(credential, authenticator));
  }

  @Test
  void anotherChallengeFails() throws Flawed {
    Authenticator authenticator = Authenticator.at(ORIGIN);
    Credential credential = registered(authenticator);
    String another = new ByteArray(Challenges.random()).getBase64Url();

    comesOut(
        Flaw.CHALLENGE,
        () ->
            CEREMONIES.register(
                challenge, HANDLE, authenticator.make(another, HANDLE.getBase64Url())));
    comesOut(
        Flaw.CHALLENGE,
        () -> CEREMONIES.authenticate(challenge, credential, authenticator.sign(another)));
  }

  @Test
  void anotherKeyFails() throws Flawed {
    Authenticator authenticator = Authenticator.at(ORIGIN);
    Credential credential = registered(authenticator);
    Authenticator forged = authenticator.withKeyOf(Authenticator.at(ORIGIN));

    comesOut(Flaw.SIGNATURE, () -> authenticate(credential, forged));
  }

  @Test
  void anotherIdOrHandleWithTheSameKeyFails() throws Flawed {
    Authenticator authenticator = Authenticator.at(ORIGIN);
    Credential credential = registered(authenticator);

    comesOut(
        Flaw.OTHER_USER, () -> authenticate(credential, authenticator.withId(Challenges.random())));
    comesOut(
        Flaw.OTHER_USER,
        () -> authenticate(credential, authenticator.copy().userHandle(authenticator.id())));
  }

  @Test
  void backupThatWasNotPossibleAtRegistrationFails() throws Flawed {
    Authenticator bound = Authenticator.at(ORIGIN);
    Credential never = registered(bound);
    Authenticator synced = Authenticator.at(ORIGIN).flags(UP | UV | BE);
    Credential can = registered(synced);

    assertThat(can.backupEligible()).isTrue();
    assertThat(authenticate(can, synced.flags(UP | UV | BE | BS)).backedUp()).isTrue();
    comesOut(Flaw.BACKUP, () -> authenticate(never, bound.flags(UP | UV | BE)));
    comesOut(Flaw.BACKUP, () -> authenticate(can, synced.flags(UP | UV)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, true",
    "0, 1, true",
    "5, 6, true",
    "5, 4294967295, true",
    "5, 5, false",
    "5, 4, false",
    "5, 0, false"
  })
  void countThatDoesNotGrowIsACopy(long before, long now, boolean holds) throws Flawed {
    Authenticator authenticator = Authenticator.at(ORIGIN).count(before);
    Credential credential = registered(authenticator);
    authenticator.count(now);

    comesOut(holds ? null : Flaw.CLONED, () -> authenticate(credential, authenticator));
  }

  @Test
  void suspectFailsWithAGoodSignatureToo() throws Flawed {
    Authenticator authenticator = Authenticator.at(ORIGIN);
    Credential in = registered(authenticator);
    var suspect =
        new Credential(in.id(), in.key(), in.userHandle(), 0, false, false, in.aaguid(), true);

    comesOut(Flaw.SUSPECT, () -> authenticate(suspect, authenticator));
  }

  @ParameterizedTest
  @CsvSource({"16, true", "1023, true", "1024, false"})
  void credentialIdHas1023BytesAtMost(int length, boolean holds) {
    Authenticator authenticator = Authenticator.at(ORIGIN);

    comesOut(
        holds ? null : Flaw.CREDENTIAL_ID,
        () -> CEREMONIES.register(challenge, HANDLE, made(authenticator, length)));
  }

  @Test
  void idThatTheClientNamesIsTheOneInside() {
    NewPasskey made = made(Authenticator.at(ORIGIN), 32);
    String other = Authenticator.at(ORIGIN).id();

    comesOut(
        Flaw.CREDENTIAL_ID,
        () ->
            CEREMONIES.register(
                challenge, HANDLE, new NewPasskey(other, made.clientData(), made.attestation())));
  }

  @Test
  void keyOfAnotherAlgorithmCurveOrSizeFails() throws Exception {
    Map<String, UnaryOperator<CBORObject>> bent =
        Map.of(
            "not asked for", key -> key.Set(3, -47),
            "another's curve", key -> key.Set(3, -35),
            "no curve", key -> key.Remove(CBORObject.FromObject(-1)) ? key : key,
            "compressed", key -> key.Set(-3, CBORObject.True),
            "another type", key -> key.Set(1, 3),
            "no map", key -> CBORObject.FromObject(1));

    bent.forEach((name, bend) ->
        comesOut(
            Flaw.ALGORITHM,
            () ->
                CEREMONIES.register(
                    challenge,
                    HANDLE,
                    Authenticator.at(ORIGIN).make(challenge.getBase64Url(), 32, bend))));
  }

  @Test
  void smallRsaKeysFail() {
    UnaryOperator<CBORObject> small = key -> key.Set(-1, new byte[128]);
    Authenticator rsa = Authenticator.of("SHA256withRSA", "RSA", null, ORIGIN);

    comesOut(
        Flaw.ALGORITHM,
        () ->
            CEREMONIES.register(challenge, HANDLE, rsa.make(challenge.getBase64Url(), 32, small)));
  }

  @ParameterizedTest
  @CsvSource({"!", "''", "AAAA", "bnVsbA", "e30"})
  void whatCantBeReadFails(String bytes) throws Flawed {
    Authenticator authenticator = Authenticator.at(ORIGIN);
    Credential credential = registered(authenticator);
    SignedPasskey good = authenticator.sign(challenge.getBase64Url());

    Stream.<NewPasskey>of(
            new NewPasskey(good.id(), bytes, bytes),
            new NewPasskey(bytes, good.clientData(), bytes))
        .forEach(
            made -> comesOut(Flaw.MALFORMED, () -> CEREMONIES.register(challenge, HANDLE, made)));
    comesOut(
        Flaw.MALFORMED,
        () ->
            CEREMONIES.authenticate(
                challenge,
                credential,
                new SignedPasskey(
                    good.id(), good.clientData(), bytes, good.signature(), good.userHandle())));
  }

  @Test
  void signatureThatIsNoneFailsAsAWrongOneDoes() throws Flawed {
    Authenticator authenticator = Authenticator.at(ORIGIN);
    Credential credential = registered(authenticator);
    SignedPasskey good = authenticator.sign(challenge.getBase64Url());
    String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[70]);

    for (String none : new String[] {"", "AA", zeros}) {
      comesOut(
          Flaw.SIGNATURE,
          () ->
              CEREMONIES.authenticate(
                  challenge,
                  credential,
                  new SignedPasskey(
                      good.id(),
                      good.clientData(),
                      good.authenticatorData(),
                      none,
                      good.userHandle())));
    }
  }

  private NewPasskey made(Authenticator authenticator, int idLength) {
    return authenticator.make(challenge.getBase64Url(), idLength, UnaryOperator.identity());
  }

  private Credential registered(Authenticator authenticator) throws Flawed {
    return CEREMONIES.register(
        challenge, HANDLE, authenticator.make(challenge.getBase64Url(), HANDLE.getBase64Url()));
  }

  private Ceremonies.Asserted authenticate(Credential credential, Authenticator authenticator)
      throws Flawed {
    return CEREMONIES.authenticate(
        challenge, credential, authenticator.sign(challenge.getBase64Url()));
  }
}
