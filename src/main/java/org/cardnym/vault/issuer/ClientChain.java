package org.cardnym.vault.issuer;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.cardnym.vault.keys.SigningKey;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Whether a chain certifies the vault's link key as a client (RFC 5280 §4.2.1.12, §6.1). */
final class ClientChain {
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

  private ClientChain() {}

  static void require(List<X509Certificate> chain, SigningKey key, Instant now) {
    X509Certificate leaf = chain.get(0);
    if (!isFor(chain, key)
        || leaf.getBasicConstraints() >= 0
        || !forClients(leaf)
        || !holds(chain, now)) {
      throw new Refusal(ErrorCode.CERTIFICATE_UNFIT);
    }
  }

  static boolean isFor(List<X509Certificate> chain, SigningKey key) {
    return Arrays.equals(chain.get(0).getPublicKey().getEncoded(), key.publicKey().getEncoded());
  }

  private static boolean forClients(X509Certificate leaf) {
    try {
      List<String> purposes = leaf.getExtendedKeyUsage();
      boolean[] usage = leaf.getKeyUsage();
      return (purposes == null || purposes.contains(CLIENT)) && (usage == null || usage[0]);
    } catch (CertificateParsingException unreadable) {
      return false;
    }
  }

  /**
   * Every certificate is valid now and signed by the next; the last one's issuer is the banks'
   * business.
   */
  private static boolean holds(List<X509Certificate> chain, Instant now) {
    try {
      for (int i = 0; i < chain.size(); i++) {
        chain.get(i).checkValidity(Date.from(now));
        if (i + 1 < chain.size()) {
          chain.get(i).verify(chain.get(i + 1).getPublicKey());
        }
      }
      return true;
    } catch (GeneralSecurityException broken) {
      return false;
    }
  }
}
