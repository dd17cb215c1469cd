package org.cardnym.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** HTTP to the sandbox, with its development CA; no proxy, no redirects unasked. */
final class Wire {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final SSLContext tls;
  private final HttpClient.Builder clients;
  private final @Nullable HttpClient kept;

  Wire(Path authority) {
    this(authority, true);
  }

  private Wire(Path authority, boolean keepsConnections) {
    this.tls = trusting(authority);
    this.clients =
        HttpClient.newBuilder()
            .sslContext(tls)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5));
    this.kept = keepsConnections ? clients.build() : null;
  }

  /**
   * A connection for each request. A server of HTTP/1.0 hangs up without having said so, and the
   * platform's client would send the next request into a line that is just being cut.
   */
  static Wire connectingAnew(Path authority) {
    return new Wire(authority, false);
  }

  Reply get(String url, Map<String, String> headers) {
    return send(request(url, headers).GET());
  }

  Reply get(String url) {
    return get(url, Map.of());
  }

  Reply send(String method, String url, Map<String, String> headers, String body) {
    return send(request(url, headers).method(method, BodyPublishers.ofString(body)));
  }

  /**
   * Sends a request head letter by letter as given, which no client library would do, and returns
   * the status.
   */
  int rawGet(String origin, String target, String bearer) {
    URI uri = URI.create(origin);
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String head =
          "GET "
              + target
              + " HTTP/1.1\r\nHost: "
              + uri.getAuthority()
              + "\r\nAuthorization: "
              + bearer
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      String status =
          new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(status.substring(9, 12));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpRequest.Builder request(String url, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    headers.forEach(request::header);
    return request;
  }

  private Reply send(HttpRequest.Builder request) {
    if (kept != null) {
      return send(kept, request);
    }
    try (HttpClient once = clients.build()) {
      return send(once, request);
    }
  }

  private static Reply send(HttpClient client, HttpRequest.Builder request) {
    try {
      return Reply.of(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext trusting(Path authority) {
    try (InputStream pem = Files.newInputStream(authority)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca-" + trusted.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the development CA can't be read", e);
    }
  }
}
