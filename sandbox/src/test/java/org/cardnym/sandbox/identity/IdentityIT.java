package org.cardnym.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cardnym.sandbox.authority.DevelopmentAuthority;
import org.cardnym.sandbox.authority.Issued;
import org.cardnym.sandbox.otp.Totp;
import org.cardnym.sandbox.process.Await;
import org.cardnym.sandbox.process.Child;
import org.cardnym.sandbox.process.JavaCommand;
import org.cardnym.sandbox.process.Program;
import org.cardnym.sandbox.process.RunFolder;
import org.cardnym.sandbox.web.Answer;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider as its own process, over TLS under the development CA. */
class IdentityIT {
  private static final String SECRET = "a secret: with/odd%letters";
  private static final String DEVICE_SECRET = SECRET + " phone";
  private static final String DESK = "client_id=desk";
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  private static final String BACK = "http://localhost:1/back";

  /** RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String ASKS =
      "/oauth2/authorize?response_type=code&client_id=vault&redirect_uri="
          + URLEncoder.encode(BACK, StandardCharsets.UTF_8)
          + "&scope=openid&state=st&nonce=no&prompt=login&max_age=0&code_challenge_method=S256"
          + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @TempDir static Path folder;
  private static Child provider;
  private static Caller caller;
  private static Path authority;
  private static String issuer;
  private static IdentitySettings.Device device;

  @BeforeAll
  static void start() throws IOException {
    int port = freePort();
    issuer = "https://localhost:" + port;
    DevelopmentAuthority ca = DevelopmentAuthority.in(folder.resolve("ca"), Instant.now());
    Issued tls = ca.server("identity", Instant.now());
    authority = ca.certificateFile();
    caller = new Caller(authority);
    device =
        new IdentitySettings.Device(
            "vault", DEVICE_SECRET, List.of(BACK), freePort(), "http://localhost:1", "sunny");
    IdentitySettings settings =
        new IdentitySettings(
            issuer,
            port,
            tls.certificate().toString(),
            tls.key().toString(),
            List.of(
                new IdentitySettings.Machine("shop", SECRET, List.of("merchant")),
                new IdentitySettings.Machine("robot", SECRET + " robot", List.of("operator"))),
            List.of("desk"),
            List.of(person("olga"), person("theo"), person("ines"), person("rosa")),
            device);
    Path file = folder.resolve("identity.json");
    Files.writeString(file, Json.write(settings));
    Program program =
        new Program(
            "identity",
            JavaCommand.main(IdentityMain.class.getName(), file.toString()),
            folder,
            folder.resolve("identity.log"));
    provider = new Child(program, new RunFolder(folder.resolve("run"))).start();
    try {
      new Await(() -> false)
          .until(
              "starting the provider",
              provider,
              Duration.ofMinutes(1),
              () -> caller.ready(issuer + "/.well-known/openid-configuration"));
    } catch (IllegalStateException e) {
      throw new AssertionError(Files.readString(program.log()), e);
    }
  }

  @AfterAll
  static void stop() {
    provider.askToStop();
    provider.awaitStop(Duration.ofSeconds(10));
  }

  @Test
  void aMachineTokenSaysWhoItIsForWhomAndInWhichRole() throws IOException {
    Answer answer = clientCredentials("shop", SECRET);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode claims = claims(answer);
    assertThat(claims.path("iss").asText()).isEqualTo(issuer);
    assertThat(texts(claims.path("aud"))).containsExactly("cardnym-vault");
    assertThat(claims.path("sub").asText()).isEqualTo("shop");
    assertThat(claims.path("client_id").asText()).isEqualTo("shop");
    assertThat(texts(claims.path("roles"))).containsExactly("merchant");
    assertThat(claims.has("amr")).isFalse();
    assertThat(claims.has("auth_time")).isFalse();
  }

  @Test
  void aWrongSecretIsRefused() throws IOException {
    assertThat(clientCredentials("shop", "a secret").status()).isEqualTo(401);
    assertThat(clientCredentials("shop", "").status()).isIn(400, 401);
    assertThat(clientCredentials("nobody", SECRET).status()).isEqualTo(401);
  }

  @Test
  void anUnknownClientGetsNoToken() throws IOException {
    Answer answer =
        caller.send("POST", issuer + "/oauth2/token", FORM, "grant_type=client_credentials");

    assertThat(answer.status()).isIn(400, 401);
  }

  @Test
  void discoveryNamesTheDoorsUnderItsIssuer() throws IOException {
    JsonNode discovery =
        caller.send("GET", issuer + "/.well-known/openid-configuration", Map.of(), "").json();

    assertThat(discovery.path("issuer").asText()).isEqualTo(issuer);
    assertThat(discovery.path("token_endpoint").asText()).isEqualTo(issuer + "/oauth2/token");
    assertThat(discovery.path("device_authorization_endpoint").asText())
        .isEqualTo(issuer + "/oauth2/device_authorization");
    assertThat(caller.ready(discovery.path("jwks_uri").asText())).isTrue();
  }

  @Test
  void aPersonSignsADeviceInWithPasswordAndCode() throws IOException {
    Instant before = Instant.now().minusSeconds(1);
    JsonNode device = device(DESK).json();
    assertThat(deviceToken(device).json().path("error").asText())
        .isEqualTo("authorization_pending");
    DeviceBrowser browser = new DeviceBrowser(authority, issuer);
    assertThat(browser.signIn("olga", "olga-password", code("olga"))).isTrue();

    browser.confirm(device.path("user_code").asText());

    JsonNode claims = claims(deviceToken(device));
    assertThat(claims.path("sub").asText()).isEqualTo("olga");
    assertThat(claims.path("name").asText()).isEqualTo("Olga");
    assertThat(claims.path("client_id").asText()).isEqualTo("desk");
    assertThat(texts(claims.path("amr"))).containsExactly("pwd", "otp");
    assertThat(texts(claims.path("roles"))).containsExactly("operator");
    assertThat(claims.path("auth_time").asLong())
        .isBetween(before.getEpochSecond(), Instant.now().getEpochSecond());
  }

  @Test
  void aDeviceThatNobodyConfirmedGetsNothing() throws IOException {
    JsonNode device = device(DESK).json();
    DeviceBrowser stranger = new DeviceBrowser(authority, issuer);

    stranger.confirm(device.path("user_code").asText());

    assertThat(deviceToken(device).json().path("error").asText())
        .isEqualTo("authorization_pending");
  }

  @Test
  void theSameCodeNeverOpensTwice() throws IOException {
    String code = code("theo");

    assertThat(new DeviceBrowser(authority, issuer).signIn("theo", "theo-password", code)).isTrue();
    assertThat(new DeviceBrowser(authority, issuer).signIn("theo", "theo-password", code))
        .isFalse();
  }

  @Test
  void passwordAndCodeAreBothNeeded() throws IOException {
    DeviceBrowser browser = new DeviceBrowser(authority, issuer);

    assertThat(browser.signIn("ines", "wrong", code("ines"))).isFalse();
    assertThat(browser.signIn("ines", "ines-password", "")).isFalse();
    assertThat(browser.signIn("ines", "ines-password", "000000x")).isFalse();
    assertThat(browser.signIn("nobody", "ines-password", code("ines"))).isFalse();
  }

  @Test
  void aMachineSignsNobodyIn() throws IOException {
    String proved =
        "client_id=robot&client_secret="
            + URLEncoder.encode(SECRET + " robot", StandardCharsets.UTF_8);

    assertThat(device(proved).json().path("error").asText()).isEqualTo("unauthorized_client");
    assertThat(device("client_id=robot").json().path("error").asText()).isEqualTo("invalid_client");
  }

  @Test
  void aProgramGetsNoTokenOfItsOwn() throws IOException {
    Answer answer = token(DESK + "&grant_type=client_credentials");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("unauthorized_client");
  }

  @Test
  void aRefreshTokenServesOnceAndOnlyTheProgramThatGotIt() throws IOException {
    JsonNode device = device(DESK).json();
    DeviceBrowser browser = new DeviceBrowser(authority, issuer);
    assertThat(browser.signIn("rosa", "rosa-password", code("rosa"))).isTrue();
    browser.confirm(device.path("user_code").asText());
    String refresh =
        "&grant_type=refresh_token&refresh_token="
            + deviceToken(device).json().path("refresh_token").asText();

    assertThat(token("client_id=robot" + refresh).status()).isEqualTo(401);
    JsonNode claims = claims(token(DESK + refresh));
    assertThat(claims.path("sub").asText()).isEqualTo("rosa");
    assertThat(token(DESK + refresh).json().path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void aTouchOfTheSensorIsTokenOfAFingerAndAKeyEachTimeAnew() throws IOException {
    SensorBrowser browser = new SensorBrowser(device.origin());
    long before = Instant.now().getEpochSecond();

    Answer answer = exchange(browser.touch(ASKS), VERIFIER, DEVICE_SECRET);

    JsonNode claims = payload(answer, "id_token");
    assertThat(claims.path("sub").asText()).isEqualTo("sunny");
    assertThat(claims.path("nonce").asText()).isEqualTo("no");
    assertThat(texts(claims.path("aud"))).containsExactly("vault");
    assertThat(texts(claims.path("amr"))).containsExactly("fpt", "hwk");
    assertThat(claims.path("auth_time").asLong()).isGreaterThanOrEqualTo(before);
    assertThat(browser.asked(ASKS)).contains("Touch the sensor");
  }

  @Test
  void aCodeIsWorthNothingWithoutItsVerifierOrTheSecret() throws IOException {
    SensorBrowser browser = new SensorBrowser(device.origin());

    assertThat(exchange(browser.touch(ASKS), VERIFIER + "x", DEVICE_SECRET).status())
        .isEqualTo(400);
    assertThat(exchange(browser.touch(ASKS), VERIFIER, "another").status()).isEqualTo(401);
    assertThat(browser.asked(ASKS.replaceAll("&code_challenge.*", "")))
        .startsWith(BACK + "?error=invalid_request");
  }

  /**
   * @param back where the browser was sent with the code
   */
  private static Answer exchange(String back, String verifier, String secret) throws IOException {
    assertThat(back).startsWith(BACK + "?code=").endsWith("&state=st");
    String code = back.substring((BACK + "?code=").length(), back.indexOf("&state="));
    return caller.send(
        "POST",
        issuer + "/oauth2/token",
        basic("vault", secret),
        "grant_type=authorization_code&code="
            + code
            + "&code_verifier="
            + verifier
            + "&redirect_uri="
            + URLEncoder.encode(BACK, StandardCharsets.UTF_8));
  }

  private static IdentitySettings.Human person(String name) {
    String fullName = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return new IdentitySettings.Human(
        name, fullName, name + "-password", secretOf(name), List.of("operator"));
  }

  /** A secret of its own for each; base32 of the doubled name. */
  private static String secretOf(String name) {
    return name.repeat(8).toUpperCase(Locale.ROOT);
  }

  private static String code(String name) {
    return new Totp(secretOf(name)).codeAt(Instant.now());
  }

  private static Answer clientCredentials(String id, String secret) throws IOException {
    return caller.send(
        "POST", issuer + "/oauth2/token", basic(id, secret), "grant_type=client_credentials");
  }

  private static Map<String, String> basic(String id, String secret) {
    String pair =
        URLEncoder.encode(id, StandardCharsets.UTF_8)
            + ":"
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static Answer device(String more) throws IOException {
    return caller.send("POST", issuer + "/oauth2/device_authorization", FORM, more);
  }

  private static Answer deviceToken(JsonNode device) throws IOException {
    return token(
        DESK
            + "&grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code="
            + device.path("device_code").asText());
  }

  private static Answer token(String form) throws IOException {
    return caller.send("POST", issuer + "/oauth2/token", FORM, form);
  }

  private static JsonNode claims(Answer answer) {
    return payload(answer, "access_token");
  }

  private static JsonNode payload(Answer answer, String kind) {
    String token = answer.json().path(kind).asText();
    assertThat(token).as(answer.body()).contains(".");
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Json.read(new String(payload, StandardCharsets.UTF_8));
  }

  /** A single audience may stand as a plain string (RFC 7519, 4.1.3). */
  private static List<String> texts(JsonNode node) {
    return node.isTextual()
        ? List.of(node.asText())
        : node.valueStream().map(JsonNode::asText).toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
