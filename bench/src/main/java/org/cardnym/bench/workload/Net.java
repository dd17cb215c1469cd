package org.cardnym.bench.workload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cardnym.sandbox.web.Caller;

/**
 * One HTTP client that gives up soon: whoever asks must reckon with silence. A replica is asked at
 * its own port under the name that all share, as a balancer would; {@code bench/crash} lets the
 * client set {@code Host}.
 */
final class Net {
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final HttpClient client;
  private final List<String> unanswered = new CopyOnWriteArrayList<>();

  Net(Path authority) {
    this.client =
        Caller.plain()
            .connectTimeout(Duration.ofSeconds(2))
            .sslContext(Caller.trusting(authority))
            .build();
  }

  HttpResponse<String> send(String method, String url, Map<String, String> headers, String body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 500) {
        unanswered.add(said(method, url) + "status " + response.statusCode());
      }
      return response;
    } catch (IOException silent) {
      unanswered.add(said(method, url) + silent);
      throw silent;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What was asked in vain, one line each. */
  List<String> unanswered() {
    return List.copyOf(unanswered);
  }

  /** When, what and where; a page's address holds its secret in the path. */
  private static String said(String method, String url) {
    URI asked = URI.create(url);
    String path = asked.getPath();
    boolean plain = path.startsWith("/v1/") || path.endsWith("/proofs");
    return Instant.now() + " " + method + " :" + asked.getPort() + (plain ? path : "/pay/…") + " ";
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
