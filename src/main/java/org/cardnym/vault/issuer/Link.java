package org.cardnym.vault.issuer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardnym.vault.keys.SigningKey;

/** The connections to one bank, under one credential; how many at once, its {@link Gate} says. */
final class Link {
  private final LinkTarget target;
  private final Vertx vertx;
  private final HttpClient client;

  Link(Vertx vertx, LinkTarget target, SigningKey key, int atOnce) {
    this.target = target;
    this.vertx = vertx;
    this.client =
        vertx
            .httpClientBuilder()
            .with(LinkOptions.of(target, key))
            .with(LinkOptions.pool(atOnce))
            .build();
  }

  LinkTarget target() {
    return target;
  }

  /** Posts one sealed message and waits at most {@code patience}; for a virtual thread. */
  Reply post(byte[] sealed, Duration patience) throws InterruptedException {
    var call = new Call(client, vertx.getOrCreateContext(), sealed);
    return await(call, call.begin(options(patience)), patience);
  }

  void close() {
    client.close();
  }

  private Reply await(Call call, CompletableFuture<Reply> reply, Duration patience)
      throws InterruptedException {
    try {
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      call.abandon();
      return reply.join();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a call ends in a reply", impossible);
    } catch (InterruptedException stopping) {
      call.abandon();
      throw stopping;
    }
  }

  private RequestOptions options(Duration patience) {
    int port = target.endpoint().getPort();
    String path = target.endpoint().getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(target.endpoint().getHost())
        .setPort(port == -1 ? 443 : port)
        .setURI(path == null || path.isEmpty() ? "/" : path)
        .setSsl(true)
        .setFollowRedirects(false)
        .setConnectTimeout(patience.toMillis());
  }
}
