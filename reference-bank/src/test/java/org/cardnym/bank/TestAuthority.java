package org.cardnym.bank;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of the test, with what it issued. */
final class TestAuthority {

  private static final char[] NO_PASSWORD = new char[0];

  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;

  TestAuthority(String name) {
    certificate = issue(new X500Name("CN=" + name), keys, true);
  }

  void writeCertificate(Path file) throws Exception {
    Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
  }

  /** A server's files for {@code localhost} and 127.0.0.1. */
  void writeServer(Path certificateFile, Path keyFile) throws Exception {
    KeyPair server = newKeys();
    X509Certificate leaf = issue(new X500Name("CN=localhost"), server, false);
    Files.writeString(certificateFile, pem("CERTIFICATE", leaf.getEncoded()));
    Files.writeString(keyFile, pem("PRIVATE KEY", server.getPrivate().getEncoded()));
  }

  /** TLS of a client that trusts this authority and shows a certificate of {@code issuer}. */
  SSLContext client(TestAuthority issuer, String name) throws Exception {
    KeyPair client = newKeys();
    KeyStore store = emptyStore();
    Certificate leaf = issuer.issue(new X500Name("CN=" + name), client, false);
    store.setKeyEntry("client", client.getPrivate(), NO_PASSWORD, new Certificate[] {leaf});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    return context(managers);
  }

  /** TLS of a client that trusts this authority and shows nothing. */
  SSLContext clientWithoutCertificate() throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(emptyStore(), NO_PASSWORD);
    return context(managers);
  }

  private SSLContext context(KeyManagerFactory managers) throws Exception {
    KeyStore anchors = emptyStore();
    anchors.setCertificateEntry("anchor", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private X509Certificate issue(X500Name subject, KeyPair subjectKeys, boolean authority) {
    Instant now = Instant.now();
    X500Name issuer =
        authority ? subject : new X500Name(certificate.getSubjectX500Principal().getName());
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(System.nanoTime()),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(Duration.ofDays(2))),
              subject,
              subjectKeys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      GeneralName[] names = {
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1")
      };
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static String pem(String label, byte[] der) {
    StringWriter text = new StringWriter();
    text.write("-----BEGIN " + label + "-----\n");
    text.write(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    text.write("\n-----END " + label + "-----\n");
    return text.toString();
  }
}
