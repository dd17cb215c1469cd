package org.cardnym.admin.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;

/** Who may vouch for a server: the certificates of a file and no others, or the system's. */
final class TrustedAuthorities {
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
    for (Certificate certificate : certificates(caFile)) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }

  private static Collection<? extends Certificate> certificates(Path caFile)
      throws CertificateException {
    byte[] pem = PrivateFile.readPublic(caFile);
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      // Told below.
    }
    throw new Failure(Trouble.SETTING_INVALID, caFile + " holds no PEM certificate.");
  }
}
