package org.cardnym.vault.biometric;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider of test code, over real TLS: it checks its client's secret, the code,
 * the address to return to and the code verifier; what its tokens say is the test's to choose.
 */
public final class IdentityService implements AutoCloseable {
  public static final String CLIENT = "vault-client";
  public static final String SECRET = "a-secret-of-the-vault-0123456789";

  private static final Signing ES256 =
      (claims, service) -> Signing.es256(claims, service.key(), "es");

  private final HttpsServer server;
  private final String issuer;
  private final ECKey key = ecKey("es");
  private final RSAKey rsa = rsaKey();
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private volatile Consumer<Map<String, Object>> claims = claims -> {};
  private volatile Signing signing =
      (payload, service) -> Signing.es256(payload, service.key, "es");
  private volatile byte @Nullable [] insteadOfToken;
  private volatile boolean silent;
  private volatile boolean namesItself;

  /** Listens on loopback; port 0 for any that is free. */
  public IdentityService(SSLContext tls, int port) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    issuer = "https://localhost:" + server.getAddress().getPort();
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext("/jwks", this::keys);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  public String issuer() {
    return issuer;
  }

  ECKey key() {
    return key;
  }

  RSAKey rsa() {
    return rsa;
  }

  /** What the token says beside, or in place of, what is right. */
  public void says(Consumer<Map<String, Object>> different) {
    claims = different;
  }

  void signs(Signing by) {
    signing = by;
  }

  /** Answers token requests with these bytes. */
  void answersWith(byte[] bytes) {
    insteadOfToken = bytes;
  }

  /** Begins to answer token requests, and never ends. */
  void fallsSilent() {
    silent = true;
  }

  IdentityService namesItself() {
    namesItself = true;
    return this;
  }

  /** As it was at the start. */
  public IdentityService anew() {
    claims = same -> {};
    signing = ES256;
    insteadOfToken = null;
    silent = false;
    requests.clear();
    answers.clear();
    return this;
  }

  /** Authorization requests, in their order. */
  public List<Map<String, String>> requests() {
    return new ArrayList<>(requests);
  }

  /** The status of each answer to a token request. */
  public List<Integer> answers() {
    return new ArrayList<>(answers);
  }

  /** All that is right about a token for this request. */
  Map<String, Object> rightFor(Map<String, String> request) {
    long now = Instant.now().getEpochSecond();
    var right = new LinkedHashMap<String, Object>();
    right.put("iss", issuer);
    right.put("sub", "person-1");
    right.put("aud", CLIENT);
    right.put("iat", now);
    right.put("exp", now + 60);
    right.put("auth_time", now);
    right.put("nonce", request.getOrDefault("nonce", ""));
    right.put("amr", List.of("fpt", "hwk"));
    return right;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void discovery(HttpExchange exchange) throws IOException {
    String text =
        """
        {"issuer":"%1$s","jwks_uri":"%2$s/jwks","token_endpoint":"%2$s/token","authorization_endpoint":"%2$s/authorize",\
        "response_types_supported":["code"],"subject_types_supported":["public"],\
        "authorization_response_iss_parameter_supported":%3$s,"id_token_signing_alg_values_supported":["ES256"]}\
        """
            .formatted(issuer, issuer, namesItself);
    answer(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
  }

  private void keys(HttpExchange exchange) throws IOException {
    String text = new JWKSet(List.of(key.toPublicJWK(), rsa.toPublicJWK())).toString();
    answer(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The person agrees at once. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> request = form(exchange.getRequestURI().getRawQuery());
    requests.add(request);
    String code = UUID.randomUUID().toString();
    codes.put(code, request);
    String back =
        request.get("redirect_uri")
            + "?code="
            + code
            + "&state="
            + encoded(request.getOrDefault("state", ""));
    exchange
        .getResponseHeaders()
        .set("Location", namesItself ? back + "&iss=" + encoded(issuer) : back);
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = form(body);
    if (silent) {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      return;
    }
    byte[] instead = insteadOfToken;
    if (instead != null) {
      answer(exchange, 200, instead);
      return;
    }
    Map<String, String> request = codes.remove(form.getOrDefault("code", ""));
    boolean fits =
        request != null
            && basic().equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && "authorization_code".equals(form.get("grant_type"))
            && Objects.equals(request.get("redirect_uri"), form.get("redirect_uri"))
            && s256(form.getOrDefault("code_verifier", "")).equals(request.get("code_challenge"));
    answers.add(fits ? 200 : 400);
    if (request == null || !fits) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8));
      return;
    }
    Map<String, Object> said = rightFor(request);
    claims.accept(said);
    String token = signing.sign(said, this);
    String text =
        "{\"access_token\":\"none\",\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}";
    answer(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
  }

  static String s256(String verifier) {
    return Text.base64url(Text.sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The parts of a query or a form. */
  public static Map<String, String> form(String text) {
    var form = new LinkedHashMap<String, String>();
    Arrays.stream(text.split("&", -1))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .forEach(field -> form.put(decoded(field[0]), decoded(field[1])));
    return form;
  }

  public static Map<String, String> query(URI uri) {
    return form(uri.getRawQuery());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static ECKey ecKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static RSAKey rsaKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("ps").generate();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
