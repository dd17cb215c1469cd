package org.cardnym.bank.https;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS 1.3, and 1.2 with the suites of BCP 195 (RFC 9325, sections 4.1 and 4.2). */
final class Tls {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private static final String[] SUITES = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_AES_128_GCM_SHA256",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
  };

  /** Of key stores that never leave the memory of this process. */
  private static final char[] NO_PASSWORD = new char[0];

  private Tls() {}

  static SslContextFactory.Server serverFactory(TlsFiles files) throws IOException {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(context(files));
    factory.setIncludeProtocols(PROTOCOLS);
    factory.setExcludeCipherSuites();
    factory.setIncludeCipherSuites(SUITES);
    factory.setRenegotiationAllowed(false);
    factory.setNeedClientAuth(files.clientAnchors().isPresent());
    return factory;
  }

  private static SSLContext context(TlsFiles files) throws IOException {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore(files), NO_PASSWORD);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors(files.clientAnchors().map(Tls::certificates).orElse(List.of())));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "certificate and key can't be used together: " + files.certificate(), e);
    }
  }

  private static KeyStore keyStore(TlsFiles files) throws GeneralSecurityException, IOException {
    List<X509Certificate> chain = Pem.certificates(files.certificate());
    PrivateKey key = Pem.privateKey(files.key(), chain.get(0).getPublicKey().getAlgorithm());
    KeyStore store = emptyStore();
    store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
    return store;
  }

  private static KeyStore anchors(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("anchor-" + i, certificates.get(i));
    }
    return store;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static List<X509Certificate> certificates(Path file) {
    try {
      return Pem.certificates(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't read " + file, e);
    }
  }
}
