package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Which certificates may vouch for a bank's server: authorities that are valid, and none made for
 * development.
 */
@ApplicationScoped
class TrustAnchors {
  private static final List<String> DEVELOPMENT = List.of("development", "sandbox");

  private static final int PRINT_BYTES = 8;

  private final Loosened loosened;
  private final Clock clock;

  TrustAnchors(Loosened loosened, Clock clock) {
    this.loosened = loosened;
    this.clock = clock;
  }

  /**
   * Judges the anchors that a bank gave, and returns them in one form.
   *
   * @throws Refusal {@link ErrorCode#CERTIFICATE_UNFIT}
   */
  String judged(String pem) {
    List<X509Certificate> anchors = Pem.certificates(pem);
    for (X509Certificate anchor : anchors) {
      if (anchor.getBasicConstraints() < 0
          || !valid(anchor)
          || (development(anchor) && !mayDevelop())) {
        throw new Refusal(ErrorCode.CERTIFICATE_UNFIT);
      }
    }
    return Pem.of(anchors);
  }

  /** SHA-256 of each anchor in its DER form, shortened to 16 hexadecimal digits, for the trail. */
  static String prints(String pem) {
    return Pem.certificates(pem).stream().map(TrustAnchors::print).collect(Collectors.joining(","));
  }

  private static String print(X509Certificate anchor) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(anchor.getEncoded());
      return HexFormat.of().formatHex(hash, 0, PRINT_BYTES);
    } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a certificate that was read has an encoding", impossible);
    }
  }

  private boolean valid(X509Certificate anchor) {
    try {
      anchor.checkValidity(Date.from(clock.instant()));
      return true;
    } catch (CertificateException notNow) {
      return false;
    }
  }

  private static boolean development(X509Certificate anchor) {
    String subject = anchor.getSubjectX500Principal().getName().toLowerCase(Locale.ROOT);
    return DEVELOPMENT.stream().anyMatch(subject::contains);
  }

  private boolean mayDevelop() {
    return loosened.has(Loosened.Check.DEVELOPMENT_CA);
  }
}
