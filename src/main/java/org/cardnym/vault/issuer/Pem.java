package org.cardnym.vault.issuer;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Certificates as text (RFC 7468). */
final class Pem {
  private static final int MAX_TEXT = 32_768;
  private static final int MAX_CERTIFICATES = 8;
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  /**
   * Reads one to eight certificates.
   *
   * @throws Refusal {@link ErrorCode#CERTIFICATE_UNFIT}
   */
  static List<X509Certificate> certificates(String pem) {
    if (pem.length() > MAX_TEXT) {
      throw new Refusal(ErrorCode.CERTIFICATE_UNFIT);
    }
    try {
      Collection<?> read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
      if (!read.isEmpty() && read.size() <= MAX_CERTIFICATES) {
        return read.stream().map(X509Certificate.class::cast).toList();
      }
    } catch (CertificateException unreadable) {
      throw new Refusal(ErrorCode.CERTIFICATE_UNFIT);
    }
    throw new Refusal(ErrorCode.CERTIFICATE_UNFIT);
  }

  static String of(List<X509Certificate> certificates) {
    return certificates.stream().map(Pem::of).collect(Collectors.joining());
  }

  static String of(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }

  private static String of(X509Certificate certificate) {
    try {
      return of("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate that was read", impossible);
    }
  }
}
