package org.cardnym.vault.issuer;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request to a bank, all of it on one event loop. It knows the moment that decides between
 * <i>not sent</i> and <i>unknown</i>: a connection is there, its handshake done, and the request is
 * handed over. That, and the bound on the answer's size, is why this stands on the plain HTTP
 * client: the convenient one shows neither.
 */
final class Call {
  private static final int MAX_BODY = 16 * 1024;
  private static final String JOSE = "application/jose";

  private final HttpClient client;
  private final Context context;
  private final Buffer body;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Buffer received = Buffer.buffer();
  // Both are touched on the event loop only.
  private @Nullable HttpClientRequest handed;
  private boolean over;

  Call(HttpClient client, Context context, byte[] body) {
    this.client = client;
    this.context = context;
    this.body = Buffer.buffer(body);
  }

  CompletableFuture<Reply> begin(RequestOptions options) {
    context.runOnContext(loop ->
        client
            .request(options)
            .onSuccess(this::connected)
            .onFailure(failure -> end(new Reply.NotSent(reason(failure)))));
    return reply;
  }

  /**
   * Ends the call at its deadline: from here on nothing is handed over any more, and no answer
   * counts.
   */
  void abandon() {
    context.runOnContext(
        loop -> end(handed == null ? Reply.NotSent.atDeadline() : new Reply.Unheard("deadline")));
  }

  private void connected(HttpClientRequest request) {
    if (over) {
      request.reset();
      return;
    }
    handed = request;
    request
        .response()
        .onSuccess(this::answered)
        .onFailure(failure -> end(new Reply.Unheard(reason(failure))));
    request.exceptionHandler(failure -> end(new Reply.Unheard(reason(failure))));
    request.putHeader("Content-Type", JOSE).putHeader("Accept", JOSE).end(body);
  }

  private void answered(HttpClientResponse response) {
    response.exceptionHandler(failure -> end(new Reply.Unheard(reason(failure))));
    if (response.statusCode() != 200 || !JOSE.equals(mediaType(response))) {
      end(new Reply.Unheard("status_" + response.statusCode()));
      return;
    }
    response.handler(this::take);
    response.endHandler(done -> end(new Reply.Body(received.getBytes())));
  }

  private void take(Buffer part) {
    if (over) {
      return;
    }
    received.appendBuffer(part);
    if (received.length() > MAX_BODY) {
      end(new Reply.Unheard("oversized"));
    }
  }

  /** The first end counts; a connection that did not end well is closed. */
  private void end(Reply how) {
    if (over) {
      return;
    }
    over = true;
    if (handed != null && !(how instanceof Reply.Body)) {
      handed.reset();
    }
    reply.complete(how);
  }

  private static String mediaType(HttpClientResponse response) {
    String type = response.getHeader("Content-Type");
    int parameters = type == null ? -1 : type.indexOf(';');
    String bare = type == null ? "" : parameters < 0 ? type : type.substring(0, parameters);
    return bare.trim().toLowerCase(Locale.ROOT);
  }

  /** A failure's kind; never its text, which may quote the peer. */
  private static String reason(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
