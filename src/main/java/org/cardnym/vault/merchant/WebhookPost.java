package org.cardnym.vault.merchant;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request to a shop, all of it on one event loop. Status and {@code Retry-After} are all that
 * is read of the answer; then the connection is closed.
 */
final class WebhookPost {
  private final HttpClient client;
  private final Context context;
  private final Clock clock;
  private final CompletableFuture<Heard> heard = new CompletableFuture<>();
  // Both are touched on the event loop only.
  private @Nullable HttpClientRequest sent;
  private boolean over;

  WebhookPost(HttpClient client, Context context, Clock clock) {
    this.client = client;
    this.context = context;
    this.clock = clock;
  }

  CompletableFuture<Heard> begin(RequestOptions options, Map<String, String> headers, Buffer body) {
    context.runOnContext(loop ->
        client
            .request(options)
            .onSuccess(request -> connected(request, headers, body))
            .onFailure(failure -> end(new Heard.Failed("not_connected"))));
    return heard;
  }

  void abandon() {
    context.runOnContext(loop -> end(new Heard.Failed("timed_out")));
  }

  private void connected(HttpClientRequest request, Map<String, String> headers, Buffer body) {
    sent = request;
    if (over) {
      request.reset();
      return;
    }
    request
        .response()
        .onSuccess(this::answered)
        .onFailure(failure -> end(new Heard.Failed("no_answer")));
    request.exceptionHandler(failure -> end(new Heard.Failed("no_answer")));
    headers.forEach(request::putHeader);
    request.end(body);
  }

  private void answered(HttpClientResponse response) {
    response.exceptionHandler(failure -> {});
    end(
        new Heard.Answered(
            response.statusCode(),
            RetryAfter.read(response.getHeader("Retry-After"), clock.instant())));
  }

  /** The first end counts; nothing more is read after it. */
  private void end(Heard how) {
    if (over) {
      return;
    }
    over = true;
    if (sent != null) {
      sent.reset();
    }
    heard.complete(how);
  }
}
