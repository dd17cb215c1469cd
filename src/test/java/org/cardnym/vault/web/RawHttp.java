package org.cardnym.vault.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests byte by byte, as no decent client would send them. */
final class RawHttp {
  private RawHttp() {}

  /**
   * Sends one request line and headers to the merchants' API and returns all that comes back until
   * the server hangs up, which it must.
   */
  static String api(String requestLine, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return exchange(
        requestLine + "\r\nHost: " + host() + "\r\nConnection: close\r\n" + more + "\r\n");
  }

  /** Sends lines as they are, without asking for an end of the connection; a host is put second. */
  static String kept(String requestLine, String... lines) {
    return exchange(
        requestLine + "\r\nHost: " + host() + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** Posts JSON without saying how long it is, and never comes to its end. */
  static String beginningOfChunked(String path) {
    return exchange(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host()
            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "9\r\n{\"text\":\"\r\n");
  }

  private static String exchange(String request) {
    try (SSLSocket socket =
        (SSLSocket) trusting().getSocketFactory().createSocket("localhost", origin().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(readAll(socket.getInputStream()), StandardCharsets.ISO_8859_1);
    } catch (IOException | GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static byte[] readAll(InputStream in) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try {
      in.transferTo(out);
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError("the server does not hang up after: " + out, stillOpen);
    } catch (IOException cutOff) {
      // What came before the server hung up is what counts.
    }
    return out.toByteArray();
  }

  private static String host() {
    return "localhost:" + origin().getPort();
  }

  private static URI origin() {
    return URI.create(ConfigProvider.getConfig().getValue("cardnym.api.origin", String.class));
  }

  private static SSLContext trusting() throws GeneralSecurityException {
    var trust =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, new SecureRandom());
    return context;
  }
}
