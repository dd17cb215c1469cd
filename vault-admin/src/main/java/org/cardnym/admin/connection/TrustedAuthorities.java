package org.cardnym.admin.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;

/** Who may vouch for a server: the certificates of a file and no others, or the system's. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  static SSLContext context(@Nullable Path caFile) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, caFile == null ? null : trusting(caFile).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new Failure(Trouble.SETTING_INVALID, "TLS can't be set up with " + caFile + ".");
    }
  }

  private static TrustManagerFactory trusting(Path caFile)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (X509Certificate certificate : certificates(caFile)) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }

  /**
   * @throws Failure if the file can't be read or holds none
   */
  public static List<X509Certificate> certificates(Path caFile) {
    byte[] pem = PrivateFile.readPublic(caFile);
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      // Told below.
    }
    throw new Failure(Trouble.SETTING_INVALID, caFile + " holds no PEM certificate.");
  }
}
