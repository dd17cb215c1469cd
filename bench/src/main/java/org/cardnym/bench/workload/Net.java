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
import java.util.Map;
import org.cardnym.sandbox.web.Caller;

/**
 * One HTTP client that gives up soon: whoever asks must reckon with silence. A replica is asked at
 * its own port under the name that all share, as a balancer would; {@code bench/crash} lets the
 * client set {@code Host}.
 */
final class Net {
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final HttpClient client;

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
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
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
