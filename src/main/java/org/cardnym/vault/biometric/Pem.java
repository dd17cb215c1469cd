package org.cardnym.vault.biometric;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates and private keys as operators keep them: PEM (RFC 7468). */
final class Pem {
  private static final int LEAST_RSA_BITS = 2048;
  private static final int P256_BITS = 256;

  private Pem() {}

  /** Trusts the certificates of a file, and nothing beside. */
  static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("anchor-" + number++, each);
      }
    }
    if (number == 0) {
      throw new IOException("no certificate");
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  /** An EC key on P-256, or an RSA key of at least 2048 bits (FAPI 2.0 §5.4.1). */
  static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file);
    String body = text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    byte[] der;
    try {
      der = Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException notPem) {
      throw new IOException("not PKCS#8 in PEM");
    }
    for (KeyFactory kind : List.of(KeyFactory.getInstance("EC"), KeyFactory.getInstance("RSA"))) {
      PrivateKey key = read(kind, der);
      if (key != null) {
        return key;
      }
    }
    throw new GeneralSecurityException("neither EC P-256 nor RSA of 2048 bits");
  }

  private static @Nullable PrivateKey read(KeyFactory kind, byte[] der) {
    try {
      PrivateKey key = kind.generatePrivate(new PKCS8EncodedKeySpec(der));
      return fits(key) ? key : null;
    } catch (InvalidKeySpecException another) {
      return null;
    }
  }

  private static boolean fits(PrivateKey key) {
    return switch (key) {
      case ECPrivateKey ec -> ec.getParams().getOrder().bitLength() == P256_BITS;
      case RSAPrivateKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
      default -> false;
    };
  }
}
