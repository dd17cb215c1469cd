package org.cardnym.vault;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * An OIDC issuer that publishes its keys over TLS; tests sign what tokens they like with {@link
 * TestTokens}.
 */
final class TestIssuer implements AutoCloseable {
  private final HttpsServer server;
  private final RSAKey key;

  TestIssuer(TestCertificate certificate) throws IOException {
    try {
      key = new RSAKeyGenerator(2048).keyID("test").generate();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
    server.createContext(
        "/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
    server.start();
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  /** The private key, for the configuration that {@link TestTokens} reads. */
  String key() {
    return key.toJSONString();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String discovery() {
    return """
    {"issuer":"%1$s","jwks_uri":"%1$s/jwks","token_endpoint":"%1$s/token","authorization_endpoint":"%1$s/authorize",\
    "response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}\
    """
        .formatted(url());
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
