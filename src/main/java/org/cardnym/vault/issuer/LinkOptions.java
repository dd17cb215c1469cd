package org.cardnym.vault.issuer;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.cardnym.vault.keys.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * How the vault connects to banks: mutual TLS 1.3, or 1.2 with the suites of BCP 195 (RFC 9325
 * §4.2); stores in memory only.
 */
final class LinkOptions {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  private static final int CONNECT_MILLIS = 3_000;
  private static final int HANDSHAKE_SECONDS = 5;
  private static final int IDLE_SECONDS = 60;
  private static final char[] NONE = {};

  private LinkOptions() {}

  static HttpClientOptions of(LinkTarget target, SigningKey key) {
    try {
      var options = new HttpClientOptions();
      options.setSsl(true).setVerifyHost(true).setTrustAll(false);
      options.setEnabledSecureTransportProtocols(PROTOCOLS);
      SUITES.forEach(options::addEnabledCipherSuite);
      options.setKeyCertOptions(KeyCertOptions.wrap(keys(target.credential(), key)));
      options.setTrustOptions(TrustOptions.wrap(trust(target.trustPem())));
      options.setProtocolVersion(HttpVersion.HTTP_1_1).setKeepAlive(true).setPipelining(false);
      options.setConnectTimeout(CONNECT_MILLIS);
      options
          .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
          .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
      options.setKeepAliveTimeout(IDLE_SECONDS).setDecompressionSupported(false);
      return options;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException("a link's stores can't be made", broken);
    }
  }

  /**
   * The same for a socket that stands alone.
   *
   * @param key null for a client without a certificate
   */
  static SSLContext context(LinkTarget target, @Nullable SigningKey key)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        key == null ? null : keys(target.credential(), key).getKeyManagers(),
        trust(target.trustPem()).getTrustManagers(),
        null);
    return context;
  }

  static SSLParameters parameters() {
    var parameters =
        new SSLParameters(SUITES.toArray(String[]::new), PROTOCOLS.toArray(String[]::new));
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }

  static PoolOptions pool(int connections) {
    return new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections);
  }

  private static KeyManagerFactory keys(LinkCredential credential, SigningKey key)
      throws GeneralSecurityException, IOException {
    X509Certificate[] chain =
        Pem.certificates(credential.chainPem()).toArray(new X509Certificate[0]);
    KeyStore store = empty();
    store.setKeyEntry("link", key.privateKey(), NONE, chain);
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, NONE);
    return factory;
  }

  private static TrustManagerFactory trust(String pem)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int number = 0;
    for (X509Certificate anchor : Pem.certificates(pem)) {
      store.setCertificateEntry("anchor-" + number++, anchor);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
