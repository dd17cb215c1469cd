package org.cardnym.bank.link;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Checks who is at the other end, beyond the chain that TLS has checked: a certificate there must
 * be, and with a pinned name it carries that name as DNS name, URI or common name.
 */
final class ClientName {

  /** dNSName and uniformResourceIdentifier (RFC 5280, section 4.2.1.6). */
  private static final Set<Integer> NAME_TYPES = Set.of(2, 6);

  private final Optional<String> pinned;

  ClientName(Optional<String> pinned) {
    this.pinned = pinned;
  }

  void check(Request request) {
    X509Certificate leaf = leaf(request);
    if (leaf == null || (pinned.isPresent() && !carries(leaf, pinned.get()))) {
      throw new Refusal(RefusalCode.CLIENT_CERTIFICATE);
    }
  }

  private static @Nullable X509Certificate leaf(Request request) {
    if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
        instanceof EndPoint.SslSessionData session) {
      X509Certificate[] chain = session.peerCertificates();
      return chain == null || chain.length == 0 ? null : chain[0];
    }
    return null;
  }

  static boolean carries(X509Certificate leaf, String name) {
    try {
      boolean alternative =
          Optional.ofNullable(leaf.getSubjectAlternativeNames()).orElse(List.of()).stream()
              .anyMatch(san -> NAME_TYPES.contains(san.get(0)) && name.equals(san.get(1)));
      return alternative
          || new LdapName(leaf.getSubjectX500Principal().getName())
              .getRdns().stream()
                  .anyMatch(
                      rdn -> rdn.getType().equalsIgnoreCase("CN") && name.equals(rdn.getValue()));
    } catch (CertificateParsingException | InvalidNameException e) {
      return false;
    }
  }
}
