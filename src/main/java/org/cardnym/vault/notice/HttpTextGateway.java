package org.cardnym.vault.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import org.jboss.logging.Logger;

/**
 * Posts messages to the operator's endpoint as {@code {"id","to","text"}}, with a bearer token.
 * Bounded in time, the answer's body included, of which nothing is read; no redirect is followed
 * and no proxy asked.
 */
@ApplicationScoped
class HttpTextGateway implements TextGateway {
  private static final Logger LOG = Logger.getLogger(HttpTextGateway.class);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** What says that this very message can't be sent, ever; all else may be over in a while. */
  private static final Set<Integer> NEVER = Set.of(400, 422);

  private final Optional<TextTarget> target;
  private final Optional<HttpClient> client;
  private final ObjectMapper json;

  HttpTextGateway(TextMessages messages, ObjectMapper json) {
    this.target = messages.target();
    this.client = target.map(HttpTextGateway::client);
    this.json = json;
  }

  @Override
  public boolean take(UUID id, String to, String text) {
    TextTarget there = target.orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(there.endpoint())
            .header("Authorization", there.authorization())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .timeout(there.patience())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(id, to, text)))
            .build();
    int status = status(there, request);
    if (status / 100 == 2) {
      return true;
    }
    LOG.warnf("sms_refused status=%d", status);
    if (NEVER.contains(status)) {
      return false;
    }
    throw new TextNotTaken("status");
  }

  private int status(TextTarget there, HttpRequest request) {
    CompletableFuture<HttpResponse<Void>> answer =
        client.orElseThrow().sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      // The request's own time-out ends with the head; this one holds for all of the answer.
      return answer.get(there.patience().toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (ExecutionException | TimeoutException failed) {
      throw new TextNotTaken("unreachable");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new TextNotTaken("stopping");
    } finally {
      // Closes the connection where the answer is still coming.
      answer.cancel(true);
    }
  }

  private byte[] body(UUID id, String to, String text) {
    try {
      return json.writeValueAsBytes(Map.of("id", id.toString(), "to", to, "text", text));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a message is plain strings");
    }
  }

  private static HttpClient client(TextTarget there) {
    var parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslParameters(parameters)
            .connectTimeout(there.patience());
    there.trust().ifPresent(builder::sslContext);
    return builder.build();
  }
}
