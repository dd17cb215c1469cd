package org.cardnym.vault.biometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cardnym.vault.TestCertificate;
import org.cardnym.vault.biometric.ProviderFailed.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ID tokens prove somebody: those of OpenID Connect Core §3.1.3.7, made for this request. */
class IdTokenTest {
  private static final String NONCE = "a-nonce-that-holds-a-payment";
  private static IdentityService service;
  private static Provider provider;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    var certificate = new TestCertificate("localhost");
    service = new IdentityService(certificate.server(), 0);
    Path trust = Files.writeString(folder.resolve("trust.pem"), certificate.certificatePem());
    provider = provider(trust, EnumSet.allOf(BiometricMethod.class), List.of());
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void aRightTokenProvesItsSubjectByTheMethodsThatCount() throws Exception {
    Proof proof =
        judged(claims -> claims.put("amr", List.of("face", "hwk", "user", "pin")), provider);

    assertThat(proof.subject()).isEqualTo("person-1");
    assertThat(proof.issuer()).isEqualTo(service.issuer());
    assertThat(proof.amr()).containsExactly("face", "hwk");
  }

  @ParameterizedTest
  @MethodSource("rightEither")
  void whatMayDifferDoesNoHarm(Consumer<Map<String, Object>> change) throws Exception {
    assertThat(judged(change, provider).subject()).isEqualTo("person-1");
  }

  static Stream<Named<Consumer<Map<String, Object>>>> rightEither() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        change("audience as a list", c -> c.put("aud", List.of(IdentityService.CLIENT))),
        change(
            "several audiences, made for us",
            c -> {
              c.put("aud", List.of("another", IdentityService.CLIENT));
              c.put("azp", IdentityService.CLIENT);
            }),
        change("a clock a little ahead", c -> c.put("iat", now + 5)),
        change("a key in software", c -> c.put("amr", List.of("vbm", "swk"))),
        change("claims of its own", c -> c.put("name", "Sunny Otter")));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongProvesNothing(Consumer<Map<String, Object>> change, Reason reason) {
    assertThat(refused(Map.of(), change, es256(), provider)).isEqualTo(reason);
  }

  static Stream<Arguments> wrong() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        wrong("no issuer", c -> c.remove("iss"), Reason.SHAPE),
        wrong("another issuer", c -> c.put("iss", "https://localhost:1"), Reason.ISSUER),
        wrong("a slash more", c -> c.put("iss", service.issuer() + "/"), Reason.ISSUER),
        wrong("another audience", c -> c.put("aud", "another"), Reason.AUDIENCE),
        wrong("no audience", c -> c.remove("aud"), Reason.AUDIENCE),
        wrong(
            "several audiences, made for nobody",
            c -> c.put("aud", List.of(IdentityService.CLIENT, "another")),
            Reason.AUDIENCE),
        wrong("made for another", c -> c.put("azp", "another"), Reason.AUDIENCE),
        wrong("expired", c -> c.put("exp", now - 11), Reason.EXPIRED),
        wrong("no end", c -> c.remove("exp"), Reason.SHAPE),
        wrong("an end in words", c -> c.put("exp", "never"), Reason.SHAPE),
        wrong("of the future", c -> c.put("iat", now + 60), Reason.TIME),
        wrong("of before the request", c -> c.put("iat", now - 60), Reason.TIME),
        wrong("no birth", c -> c.remove("iat"), Reason.SHAPE),
        wrong("not yet good", c -> c.put("nbf", now + 60), Reason.TIME),
        wrong("no nonce", c -> c.remove("nonce"), Reason.SHAPE),
        wrong("another nonce", c -> c.put("nonce", NONCE + "x"), Reason.NONCE),
        wrong("never authenticated", c -> c.remove("auth_time"), Reason.AUTHENTICATED_EARLIER),
        wrong(
            "before the request", c -> c.put("auth_time", now - 40), Reason.AUTHENTICATED_EARLIER),
        wrong("long ago", c -> c.put("auth_time", now - 301), Reason.AUTHENTICATED_EARLIER),
        wrong("in the future", c -> c.put("auth_time", now + 60), Reason.TIME),
        wrong("no methods", c -> c.remove("amr"), Reason.METHOD),
        wrong(
            "nothing of the body", c -> c.put("amr", List.of("pwd", "otp", "hwk")), Reason.METHOD),
        wrong(
            "nothing of a device", c -> c.put("amr", List.of("fpt", "face", "mfa")), Reason.METHOD),
        wrong("something like it", c -> c.put("amr", List.of("FPT", "hwk")), Reason.METHOD),
        wrong("methods in one text", c -> c.put("amr", "fpt hwk"), Reason.METHOD),
        wrong("methods that are none", c -> c.put("amr", Map.of("fpt", "hwk")), Reason.SHAPE),
        wrong("no subject", c -> c.remove("sub"), Reason.SHAPE),
        wrong("an empty subject", c -> c.put("sub", ""), Reason.SUBJECT),
        wrong("a long subject", c -> c.put("sub", "x".repeat(256)), Reason.SUBJECT));
  }

  @ParameterizedTest
  @MethodSource("signedWrong")
  void whatIsNotSignedByTheServicesOwnKeyProvesNothing(Signing signing, Reason reason) {
    assertThat(refused(Map.of(), same -> {}, signing, provider)).isEqualTo(reason);
  }

  static Stream<Arguments> signedWrong() {
    return Stream.of(
        Arguments.of(Named.of("none", Signing.none()), Reason.ALGORITHM),
        Arguments.of(Named.of("signature cut off", Signing.cutOff()), Reason.SIGNATURE),
        Arguments.of(Named.of("HS256 by the public key", Signing.hs256()), Reason.ALGORITHM),
        Arguments.of(Named.of("HS256 by the secret", Signing.hs256BySecret()), Reason.ALGORITHM),
        Arguments.of(Named.of("RS256", Signing.rsa(JWSAlgorithm.RS256)), Reason.ALGORITHM),
        Arguments.of(Named.of("PS512", Signing.rsa(JWSAlgorithm.PS512)), Reason.ALGORITHM),
        Arguments.of(Named.of("another key", Signing.anotherKey()), Reason.SIGNATURE),
        Arguments.of(Named.of("a key nobody knows", Signing.unknownKey()), Reason.KEY_UNKNOWN),
        Arguments.of(Named.of("a key in the header", Signing.ownKeyInHeader()), Reason.ALGORITHM),
        Arguments.of(Named.of("an access token", Signing.typed("at+jwt")), Reason.ALGORITHM),
        Arguments.of(Named.of("an unknown extension", Signing.critical()), Reason.ALGORITHM),
        Arguments.of(Named.of("changed", Signing.changedAfterwards()), Reason.SIGNATURE));
  }

  @Test
  void anRsaKeySignsByPssOnly() throws Exception {
    String token = Signing.rsa(JWSAlgorithm.PS256).sign(right(), service);

    assertThat(judge(token, provider).subject()).isEqualTo("person-1");
  }

  @Test
  void methodsThatTheOperatorDoesNotAcceptProveNothing(@TempDir Path folder) throws Exception {
    Provider irisOnly = with(EnumSet.of(BiometricMethod.IRIS), List.of());

    assertThat(refused(Map.of(), same -> {}, es256(), irisOnly)).isEqualTo(Reason.METHOD);
    assertThat(judged(c -> c.put("amr", List.of("iris", "swk")), irisOnly).amr())
        .containsExactly("iris", "swk");
  }

  @Test
  void aClassThatTheOperatorWantsMustBeSaid() throws Exception {
    Provider high = with(EnumSet.allOf(BiometricMethod.class), List.of("high", "higher"));

    assertThat(refused(Map.of(), same -> {}, es256(), high)).isEqualTo(Reason.ACR);
    assertThat(refused(Map.of(), c -> c.put("acr", "low"), es256(), high)).isEqualTo(Reason.ACR);
    assertThat(judged(c -> c.put("acr", "higher"), high).subject()).isEqualTo("person-1");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"", "x", "a.b", "a.b.c", "a.b.c.d", "....", "{}", "\u0000.\u0000.\u0000"})
  void whatIsNoTokenProvesNothing(String garbage) {
    assertThat(refusedText(garbage, provider)).isEqualTo(Reason.SHAPE);
  }

  @Test
  void aTokenBeyondAllMeasureIsNotRead() {
    assertThat(refusedText("x".repeat(20_000), provider)).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aMemberThatStandsTwiceIsRefused() {
    ProviderFailed failed =
        catchThrowableOfType(
            ProviderFailed.class,
            () -> Text.object("{\"sub\":\"a\",\"sub\":\"b\"}".getBytes(StandardCharsets.UTF_8)));

    assertThat(failed.reason()).isEqualTo(Reason.SHAPE);
  }

  private static Proof judged(Consumer<Map<String, Object>> change, Provider by)
      throws ProviderFailed {
    Map<String, Object> claims = right();
    change.accept(claims);
    return judge(es256().sign(claims, service), by);
  }

  private static Reason refused(
      Map<String, Object> more,
      Consumer<Map<String, Object>> change,
      Signing signing,
      Provider by) {
    Map<String, Object> claims = right();
    claims.putAll(more);
    change.accept(claims);
    return refusedText(signing.sign(claims, service), by);
  }

  private static Reason refusedText(String token, Provider by) {
    ProviderFailed failed = catchThrowableOfType(ProviderFailed.class, () -> judge(token, by));
    assertThat(failed).as(token.substring(0, Math.min(80, token.length()))).isNotNull();
    return failed.reason();
  }

  private static Proof judge(String token, Provider by) throws ProviderFailed {
    var known = new KnownProvider(by, false, Clock.systemUTC());
    var expected = new Expected(by, NONCE, Instant.now().minusSeconds(5));
    return IdTokenRule.judge(IdTokens.open(token, known), expected, Instant.now());
  }

  private static Map<String, Object> right() {
    return new LinkedHashMap<>(service.rightFor(Map.of("nonce", NONCE)));
  }

  private static Signing es256() {
    return (claims, by) -> Signing.es256(claims, by.key(), "es");
  }

  private static Provider with(Set<BiometricMethod> methods, List<String> acrs) {
    return new Provider(
        "test",
        "Test",
        service.issuer(),
        IdentityService.CLIENT,
        methods,
        acrs,
        provider.proof(),
        provider.http());
  }

  private static Provider provider(Path trust, Set<BiometricMethod> methods, List<String> acrs)
      throws Exception {
    return new Provider(
        "test",
        "Test",
        service.issuer(),
        IdentityService.CLIENT,
        methods,
        acrs,
        new ClientSecret(IdentityService.SECRET),
        new ProviderHttp(Duration.ofSeconds(20), Optional.of(trust)));
  }

  private static Arguments wrong(String name, Consumer<Map<String, Object>> change, Reason reason) {
    return Arguments.of(change(name, change), reason);
  }

  private static Named<Consumer<Map<String, Object>>> change(
      String name, Consumer<Map<String, Object>> change) {
    return Named.of(name, change);
  }
}
