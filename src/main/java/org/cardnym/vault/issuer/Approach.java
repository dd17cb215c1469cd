package org.cardnym.vault.issuer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.cardnym.vault.keys.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * The way to a bank one step at a time, on sockets of its own, to see where it ends. Pooled links
 * can't tell: they only know that nothing was sent.
 */
final class Approach {
  /** How long a server may take to say that it does not want this client (RFC 8446 §4.4.2.4). */
  private static final int SECOND_THOUGHT_MILLIS = 1_000;

  private static final int MOST_STATUS = 64;

  private final LinkTarget target;

  Approach(LinkTarget target) {
    this.target = target;
  }

  /**
   * What a handshake came to.
   *
   * @param protocol for instance {@code TLSv1.3}
   */
  record Seen(String protocol, X509Certificate certificate) {}

  List<String> resolve() throws IOException {
    return List.of(InetAddress.getAllByName(host())).stream()
        .map(InetAddress::getHostAddress)
        .toList();
  }

  void connect(Duration patience) throws IOException {
    plain(patience).close();
  }

  /** Shows this certificate; a server of TLS 1.3 may refuse it only after the handshake. */
  Seen handshake(SigningKey key, Duration patience) throws IOException {
    try (SSLSocket socket = secure(key, patience)) {
      SSLSession session = socket.getSession();
      var seen =
          new Seen(session.getProtocol(), (X509Certificate) session.getPeerCertificates()[0]);
      socket.setSoTimeout(SECOND_THOUGHT_MILLIS);
      try {
        if (socket.getInputStream().read() < 0) {
          throw new ClientRefused();
        }
      } catch (SocketTimeoutException waits) {
        return seen;
      } catch (SSLException | SocketException alert) {
        throw new ClientRefused();
      }
      return seen;
    }
  }

  /** True if a client without any certificate has this message answered by a 200. */
  boolean letsStrangersIn(byte[] sealed, Duration patience) throws IOException {
    try (SSLSocket socket = secure(null, patience)) {
      socket.getOutputStream().write(head(sealed.length));
      socket.getOutputStream().write(sealed);
      socket.getOutputStream().flush();
      return status(socket.getInputStream()).matches("HTTP/1\\.[01] 200( .*)?");
    } catch (ConnectException | SocketTimeoutException nobody) {
      throw nobody;
    } catch (SSLException | SocketException refused) {
      return false;
    }
  }

  /** The server ended a finished handshake, as those do that want another client. */
  static final class ClientRefused extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** A failure in one short word; never its text, which may quote the peer. */
  static String reason(IOException failure) {
    if (failure instanceof ClientRefused) {
      return "client_certificate_refused";
    }
    if (failure instanceof SocketTimeoutException) {
      return "timeout";
    }
    if (has(failure, CertificateExpiredException.class)) {
      return "certificate_over";
    }
    if (has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)) {
      return "certificate_untrusted";
    }
    if (has(failure, CertificateException.class)) {
      return "certificate_of_another_name";
    }
    return switch (failure) {
      case UnknownHostException nobody -> "name_unknown";
      case ConnectException refused -> "refused";
      case SSLException broken -> "no_handshake";
      default -> "closed";
    };
  }

  private static boolean has(Throwable failure, Class<? extends Exception> type) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  @SuppressWarnings("MustBeClosedChecker")
  private SSLSocket secure(@Nullable SigningKey key, Duration patience) throws IOException {
    Socket plain = plain(patience);
    try {
      var secure =
          (SSLSocket)
              LinkOptions.context(target, key)
                  .getSocketFactory()
                  .createSocket(plain, host(), port(), true);
      secure.setSSLParameters(LinkOptions.parameters());
      secure.startHandshake();
      return secure;
    } catch (GeneralSecurityException broken) {
      plain.close();
      throw new IllegalStateException("a link's stores can't be made", broken);
    } catch (IOException | RuntimeException failed) {
      plain.close();
      throw failed;
    }
  }

  private Socket plain(Duration patience) throws IOException {
    var socket = new Socket();
    int millis = Math.toIntExact(Math.max(1, patience.toMillis()));
    try {
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(host(), port()), millis);
      return socket;
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  private byte[] head(int length) {
    URI endpoint = target.endpoint();
    String path =
        endpoint.getRawPath() == null || endpoint.getRawPath().isEmpty()
            ? "/"
            : endpoint.getRawPath();
    return ("POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/jose\r\nAccept: application/jose\r\n"
            + "Content-Length: %d\r\nConnection: close\r\n\r\n")
        .formatted(path, endpoint.getHost(), port(), length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String status(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\r' && line.size() < MOST_STATUS; ) {
      line.write(next);
      next = in.read();
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  /** Without the brackets of an IPv6 address. */
  private String host() {
    return target.endpoint().getHost().replaceAll("^\\[|]$", "");
  }

  private int port() {
    return target.endpoint().getPort() < 0 ? 443 : target.endpoint().getPort();
  }
}
