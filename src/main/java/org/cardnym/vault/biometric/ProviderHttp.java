package org.cardnym.vault.biometric;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import org.cardnym.vault.biometric.ProviderFailed.Reason;

/**
 * Calls to one identity service: bounded in size and in time, the body's included; no redirect is
 * followed and no proxy asked. For virtual threads.
 */
final class ProviderHttp {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final HttpClient client;
  private final Duration patience;

  /** With certificates to trust in place of the machine's, if a file of them is given. */
  ProviderHttp(Duration patience, Optional<Path> trust)
      throws IOException, GeneralSecurityException {
    var parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslParameters(parameters)
            .connectTimeout(patience);
    if (trust.isPresent()) {
      builder.sslContext(Pem.trusting(trust.get()));
    }
    this.client = builder.build();
    this.patience = patience;
  }

  byte[] get(URI address) throws ProviderFailed {
    return body(HttpRequest.newBuilder(address).GET());
  }

  /** Posts a form (RFC 6749 appendix B). */
  byte[] post(URI address, Map<String, String> form, Map<String, String> headers)
      throws ProviderFailed {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    headers.forEach(request::header);
    return body(request);
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> Text.encode(field.getKey()) + "=" + Text.encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private byte[] body(HttpRequest.Builder request) throws ProviderFailed {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.header("Accept", "application/json").timeout(patience).build(),
            response -> new BoundedBody());
    try {
      // The request's own time-out ends with the head; this one holds for all of the answer.
      HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new ProviderFailed(Reason.STATUS);
      }
      return response.body();
    } catch (ExecutionException failed) {
      throw new ProviderFailed(
          BoundedBody.wasExceeded(failed) ? Reason.TOO_LARGE : Reason.UNREACHABLE);
    } catch (TimeoutException late) {
      throw new ProviderFailed(Reason.UNREACHABLE);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ProviderFailed(Reason.UNREACHABLE);
    } finally {
      // Closes the connection where the answer is still coming.
      answer.cancel(true);
    }
  }
}
