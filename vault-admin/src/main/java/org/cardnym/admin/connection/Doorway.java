package org.cardnym.admin.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.settings.SecureUrl;
import org.jspecify.annotations.Nullable;

/** The way to the vault one step at a time, to see where it ends; nothing is asked there. */
public final class Doorway {
  private static final int PATIENCE = (int) Wire.TO_CONNECT.toMillis();

  private final URI address;

  public Doorway(SecureUrl server) {
    this.address = server.uri();
  }

  /** Host and port. */
  public String place() {
    return address.getHost() + ":" + port();
  }

  /**
   * @throws Failure if nobody knows the name
   */
  public List<InetAddress> resolve() {
    try {
      return List.of(InetAddress.getAllByName(host()));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * @throws Failure if no TCP connection comes about
   */
  public void connect() {
    try {
      connected().close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * The server's own certificate, after a handshake that found it to be trusted and for this name.
   *
   * @param caFile PEM certificates to trust, or null for the system's
   * @throws Failure if there is no such handshake
   */
  public X509Certificate certificate(@Nullable Path caFile) {
    try (Socket plain = connected();
        SSLSocket secure =
            (SSLSocket)
                TrustedAuthorities.context(caFile)
                    .getSocketFactory()
                    .createSocket(plain, host(), port(), true)) {
      SSLParameters tls = Wire.tls();
      tls.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(tls);
      secure.startHandshake();
      return (X509Certificate) secure.getSession().getPeerCertificates()[0];
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker")
  private Socket connected() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(PATIENCE);
      socket.connect(new InetSocketAddress(host(), port()), PATIENCE);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Without the brackets of an IPv6 address. */
  private String host() {
    return address.getHost().replaceAll("^\\[|]$", "");
  }

  private int port() {
    return address.getPort() < 0 ? 443 : address.getPort();
  }

  private Failure failed(IOException cause) {
    return WireFailure.of(cause, address, "the vault", "");
  }
}
