package org.cardnym.vault.merchant;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks without a thread that waits: the platform's own look-up holds one for as long as a name
 * server is silent, and whoever runs a name server could so take them all. A host stands for
 * itself; search domains are not tried.
 */
@ApplicationScoped
class AsyncNameLookup implements NameLookup {
  private static final int LONGEST_TTL_SECONDS = 30;
  private static final int NEGATIVE_TTL_SECONDS = 5;
  private static final long QUERY_MILLIS = 2_000;

  private final NioEventLoopGroup loop =
      new NioEventLoopGroup(1, new DefaultThreadFactory("webhook-names", true));
  private @Nullable DnsNameResolver resolver;

  @Override
  public List<InetAddress> addresses(String host, Duration patience) throws InterruptedException {
    var found = new CompletableFuture<List<InetAddress>>();
    resolver()
        .resolveAll(host)
        .addListener((io.netty.util.concurrent.Future<List<InetAddress>> done) ->
            found.complete(done.isSuccess() ? done.getNow() : List.of()));
    try {
      return found.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return List.of();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a look-up ends in a list", impossible);
    }
  }

  @PreDestroy
  void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private synchronized DnsNameResolver resolver() {
    if (resolver == null) {
      resolver =
          new DnsNameResolverBuilder(loop.next())
              .datagramChannelType(NioDatagramChannel.class)
              .searchDomains(List.of())
              // IPv6 addresses are waited for as well: all are judged.
              .completeOncePreferredResolved(false)
              .queryTimeoutMillis(QUERY_MILLIS)
              .ttl(0, LONGEST_TTL_SECONDS)
              .negativeTtl(NEGATIVE_TTL_SECONDS)
              .build();
    }
    return resolver;
  }
}
