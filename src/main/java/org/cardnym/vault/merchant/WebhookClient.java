package org.cardnym.vault.merchant;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardnym.vault.merchant.Destinations.Destination;

/**
 * Posts to shops: each request over a connection of its own, to the address that was checked, under
 * the name of the host, which the certificate must have. Follows no redirect and asks no proxy.
 */
@ApplicationScoped
class WebhookClient {
  private static final int MOST_HEAD = 8 * 1024;
  private static final int MOST_LINE = 1024;
  private static final int MOST_TO_ONE_HOST = 256;

  private final Vertx vertx;
  private final HttpClient client;
  private final Clock clock;

  WebhookClient(Vertx vertx, WebhookSettings settings, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
    this.client =
        vertx
            .httpClientBuilder()
            .with(options(settings))
            .with(
                new PoolOptions()
                    .setHttp1MaxSize(MOST_TO_ONE_HOST)
                    .setMaxWaitQueueSize(MOST_TO_ONE_HOST))
            .build();
  }

  /** Posts and waits at most {@code patience} for the answer's head; for a virtual thread. */
  Heard post(Destination to, Map<String, String> headers, byte[] body, Duration patience)
      throws InterruptedException {
    var post = new WebhookPost(client, vertx.getOrCreateContext(), clock);
    CompletableFuture<Heard> heard =
        post.begin(request(to, patience), headers, Buffer.buffer(body));
    try {
      return heard.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      post.abandon();
      return heard.join();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a post ends in what was heard", impossible);
    } catch (InterruptedException stopping) {
      post.abandon();
      throw stopping;
    }
  }

  @PreDestroy
  void close() {
    client.close();
  }

  private static RequestOptions request(Destination to, Duration patience) {
    WebhookAddress address = to.address();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(address.port(), to.server().getHostAddress()))
        .setHost(address.host())
        .setPort(address.port())
        .setURI(address.path())
        .setSsl(address.secure())
        .setFollowRedirects(false)
        .setConnectTimeout(patience.toMillis());
  }

  private static HttpClientOptions options(WebhookSettings settings) {
    var options =
        new HttpClientOptions()
            .setVerifyHost(true)
            .setTrustAll(false)
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setKeepAlive(false)
            .setPipelining(false)
            .setDecompressionSupported(false)
            .setMaxHeaderSize(MOST_HEAD)
            .setMaxInitialLineLength(MOST_LINE)
            .setSslHandshakeTimeout(settings.deadline().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    settings
        .trust()
        .ifPresent(
            file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    return options;
  }
}
