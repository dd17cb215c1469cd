package org.cardnym.vault.issuer;

import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.cardnym.vault.keys.KeysDropped;
import org.cardnym.vault.keys.Signatures;
import org.jspecify.annotations.Nullable;

/**
 * One link for each bank. When its address, its trust or the vault's certificate changes there is a
 * new one, as a pooled connection would stay under what it was opened with; the old one is closed
 * when nothing can wait on it any more.
 */
@ApplicationScoped
class Links {
  private final Map<UUID, Link> links = new ConcurrentHashMap<>();
  private final Vertx vertx;
  private final Signatures signatures;
  private final IssuerSettings settings;

  Links(Vertx vertx, Signatures signatures, IssuerSettings settings) {
    this.vertx = vertx;
    this.signatures = signatures;
    this.settings = settings;
  }

  Link to(Channel channel) {
    return links.compute(channel.bankId(), (bank, held) -> current(channel.target(), held));
  }

  private Link current(LinkTarget target, @Nullable Link held) {
    if (held != null && held.target().equals(target)) {
      return held;
    }
    var fresh =
        new Link(
            vertx, target, signatures.link(target.credential().keyVersion()), settings.atOnce());
    if (held != null) {
      vertx.setTimer(2 * settings.deadline().toMillis(), timer -> held.close());
    }
    return fresh;
  }

  /** Each holds the key of the vault's certificate; exchanges that wait on one are unknown. */
  void drop(@Observes KeysDropped dropped) {
    links.keySet().forEach(bank -> Optional.ofNullable(links.remove(bank)).ifPresent(Link::close));
  }

  @PreDestroy
  void close() {
    links.values().forEach(Link::close);
  }
}
