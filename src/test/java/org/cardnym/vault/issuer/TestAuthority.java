package org.cardnym.vault.issuer;

import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** An authority of a test: certifies servers and clients. */
final class TestAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] NONE = {};

  private final KeyPair keys = keyPair();
  private final X500Name name;
  private final X509Certificate certificate;

  TestAuthority(String commonName) {
    this.name = new X500Name("CN=" + commonName);
    this.certificate =
        certify(keys.getPublic(), name, now(-1), now(30), null, new BasicConstraints(true), null);
  }

  String pem() {
    return Pem.of(List.of(certificate));
  }

  /** Answers a request as an authority does: the leaf, then its own certificate. */
  String client(String request) {
    try (var parser = new PEMParser(new StringReader(request))) {
      var asked =
          new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
      return Pem.of(List.of(client(asked.getPublicKey()), certificate));
    } catch (java.io.IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  X509Certificate client(PublicKey key) {
    return certify(
        key, new X500Name("CN=vault"), now(-1), now(7), null, null, KeyPurposeId.id_kp_clientAuth);
  }

  X509Certificate server(PublicKey key) {
    return certify(
        key,
        new X500Name("CN=server"),
        now(-1),
        now(7),
        "localhost",
        null,
        KeyPurposeId.id_kp_serverAuth);
  }

  X509Certificate expiredClient(PublicKey key) {
    return certify(
        key, new X500Name("CN=vault"), now(-3), now(-2), null, null, KeyPurposeId.id_kp_clientAuth);
  }

  /**
   * TLS as a server of this host name; clients must show a certificate of one of {@code clients}.
   */
  SSLContext server(String host, boolean expired, TestAuthority... clients) {
    try {
      KeyPair pair = keyPair();
      X509Certificate leaf =
          certify(
              pair.getPublic(),
              new X500Name("CN=bank"),
              now(-3),
              now(expired ? -2 : 7),
              host,
              null,
              KeyPurposeId.id_kp_serverAuth);
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry("bank", pair.getPrivate(), NONE, new X509Certificate[] {leaf, certificate});
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (TestAuthority each : clients) {
        trusted.setCertificateEntry("clients-" + trusted.size(), each.certificate);
      }
      var keyManagers = KeyManagerFactory.getInstance("PKIX");
      keyManagers.init(own, NONE);
      var trustManagers = TrustManagerFactory.getInstance("PKIX");
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | java.io.IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private X509Certificate certify(
      PublicKey key,
      X500Name subject,
      Date from,
      Date until,
      @Nullable String host,
      @Nullable BasicConstraints constraints,
      @Nullable KeyPurposeId purpose) {
    try {
      var serial = new BigInteger(64, RANDOM);
      var builder = new JcaX509v3CertificateBuilder(name, serial, from, until, subject, key);
      if (host != null) {
        var names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
        builder.addExtension(Extension.subjectAlternativeName, false, names);
      }
      if (constraints != null) {
        builder.addExtension(Extension.basicConstraints, true, constraints);
      }
      if (purpose != null) {
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (CertIOException | OperatorCreationException | GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static Date now(int days) {
    return Date.from(Instant.now().plus(Duration.ofDays(days)));
  }
}
