package org.cardnym.admin.connection;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and waits for its whole answer, not longer than the limit; follows no redirect.
 */
public final class Wire {
  static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final Duration limit;

  private Wire(HttpClient client, Duration limit) {
    this.client = client;
    this.limit = limit;
  }

  /**
   * @param caFile PEM certificates to trust, or null for the system's
   * @param limit for one exchange, from name lookup to the answer's last byte
   */
  public static Wire trusting(@Nullable Path caFile, Duration limit) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT)
            .sslContext(TrustedAuthorities.context(caFile))
            .sslParameters(tls())
            .build();
    return new Wire(client, limit);
  }

  static SSLParameters tls() {
    SSLParameters tls = new SSLParameters();
    tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return tls;
  }

  /** A request to this address that asks for JSON. */
  public static HttpRequest.Builder to(URI address) {
    return HttpRequest.newBuilder(address)
        .header("Accept", "application/json, application/problem+json")
        .header("User-Agent", "cardnym-vault-admin");
  }

  /**
   * @param whom the server's name in a message, such as "the vault"
   * @throws Failure if no whole answer came
   */
  public Answer send(HttpRequest request, String whom) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, head -> new BoundedBody());
    try {
      return answer(exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new Failure(
          Trouble.TIMED_OUT,
          "No whole answer came from "
              + whom
              + " in "
              + limit.toSeconds()
              + " s."
              + doubt(request));
    } catch (ExecutionException e) {
      throw WireFailure.of(e.getCause(), request.uri(), whom, doubt(request));
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new Failure(
          Trouble.TIMED_OUT, "The wait for " + whom + " was cut short." + doubt(request));
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    String bare = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    Instant at = response.headers().firstValue("Date").map(Wire::time).orElse(null);
    return new Answer(response.statusCode(), bare, StrictJson.read(response.body()), at);
  }

  private static @Nullable Instant time(String date) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }

  private static String doubt(HttpRequest request) {
    return request.method().equals("GET")
        ? ""
        : " It may have been carried out all the same: look before you repeat it.";
  }
}
