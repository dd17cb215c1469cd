package org.cardnym.admin.connection;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;

/** Tells apart why no answer came, by kinds of exception and never by their messages. */
final class WireFailure {
  private WireFailure() {}

  /**
   * @param doubt a sentence to add where the request may have been carried out
   */
  static Failure of(@Nullable Throwable cause, URI address, String whom, String doubt) {
    String server = address.getScheme() + "://" + address.getRawAuthority();
    if (has(cause, UnresolvedAddressException.class) || has(cause, UnknownHostException.class)) {
      return unreachable("The name of " + whom + " at " + server + " is not known.");
    }
    if (has(cause, CertificateException.class)) {
      return untrusted(cause, "The certificate of " + whom + " at " + server);
    }
    if (has(cause, SSLException.class)) {
      return new Failure(
          Trouble.TLS_FAILED, "No TLS connection to " + whom + " at " + server + "." + doubt);
    }
    if (has(cause, ConnectException.class)
        || has(cause, NoRouteToHostException.class)
        || has(cause, SocketTimeoutException.class)
        || has(cause, HttpTimeoutException.class)) {
      return unreachable("Nothing answers for " + whom + " at " + server + ".");
    }
    if (has(cause, BoundedBody.TooLarge.class)) {
      return new Failure(
          Trouble.ANSWER_NOT_UNDERSTOOD,
          "The answer of " + whom + " is larger than " + BoundedBody.LARGEST + " bytes." + doubt);
    }
    return unreachable("The connection to " + whom + " at " + server + " broke." + doubt);
  }

  /** RFC 9525 section 6 where the chain holds, but for other names. */
  private static Failure untrusted(@Nullable Throwable cause, String certificate) {
    if (has(cause, CertificateExpiredException.class)) {
      return new Failure(Trouble.TLS_EXPIRED, certificate + " has ended.");
    }
    return has(cause, CertPathValidatorException.class)
            || has(cause, CertPathBuilderException.class)
        ? new Failure(Trouble.TLS_UNTRUSTED, certificate + " is not trusted.")
        : new Failure(
            Trouble.TLS_UNTRUSTED, certificate + " is not trusted: it is for other names.");
  }

  private static Failure unreachable(String what) {
    return new Failure(Trouble.UNREACHABLE, what);
  }

  private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (kind.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
