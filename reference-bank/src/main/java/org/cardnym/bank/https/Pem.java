package org.cardnym.bank.https;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text forms of RFC 7468: certificates, and private keys as unencrypted PKCS #8. */
final class Pem {

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Pem() {}

  /** One or more certificates, leaf first. */
  static List<X509Certificate> certificates(Path file) throws IOException {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("no certificates in " + file, e);
    }
    throw new IllegalArgumentException("no certificates in " + file);
  }

  /**
   * @param algorithm of the certificate's public key
   */
  static PrivateKey privateKey(Path file, String algorithm) throws IOException {
    Matcher matcher = PRIVATE_KEY.matcher(Files.readString(file, US_ASCII));
    if (!matcher.find()) {
      throw new IllegalArgumentException("no PKCS #8 private key in " + file);
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    try {
      return keyFactory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      // The cause may quote the key.
      throw new IllegalArgumentException(
          "the private key in " + file + " is not the certificate's");
    }
  }

  private static KeyFactory keyFactory(String algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case "EC" -> KeyFactory.getInstance("EC");
      case "RSA" -> KeyFactory.getInstance("RSA");
      default -> throw new IllegalArgumentException("certificates have EC or RSA keys");
    };
  }
}
