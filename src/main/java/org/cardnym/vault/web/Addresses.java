package org.cardnym.vault.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.limit.ClientAddress;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from. Headers about it are believed only from proxies that {@code
 * cardnym.proxies} names; from all others they are ignored.
 */
@ApplicationScoped
public class Addresses implements ClientAddress {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
  private static final int MOST_HOPS = 10;

  private final List<Network> proxies;
  private final CurrentVertxRequest current;

  Addresses(
      @ConfigProperty(name = "cardnym.proxies") Optional<List<String>> proxies,
      CurrentVertxRequest current) {
    this.proxies =
        proxies.orElse(List.of()).stream().map(text -> Network.parse(text.trim())).toList();
    this.current = current;
  }

  /**
   * The client of the present request, as counters know it: an IPv4 address, or the /64 of an IPv6
   * address, since whoever has one of its addresses has them all.
   */
  @Override
  public String client() {
    RoutingContext context = current.getCurrent();
    if (context == null) {
      throw new IllegalStateException("no request is being answered");
    }
    return client(context.request());
  }

  String client(HttpServerRequest request) {
    String address = peer(request);
    List<String> hops = hops(request);
    // Every proxy appends the address it saw, so the last that is not ours is the first that can be
    // believed.
    for (int i = hops.size() - 1; i >= 0 && trusted(address); i--) {
      Optional<String> hop = Network.address(hops.get(i).trim());
      if (hop.isEmpty()) {
        break;
      }
      address = hop.get();
    }
    return Network.counted(address);
  }

  /** The scheme the client used; TLS may have ended at a named proxy. */
  String scheme(HttpServerRequest request) {
    String told = request.getHeader(FORWARDED_PROTO);
    if (told != null && trusted(peer(request))) {
      return told.equals("https") ? "https" : "http";
    }
    return request.isSSL() ? "https" : "http";
  }

  List<Network> proxies() {
    return proxies;
  }

  boolean proxied() {
    return !proxies.isEmpty();
  }

  private List<String> hops(HttpServerRequest request) {
    String all = String.join(",", request.headers().getAll(FORWARDED_FOR));
    List<String> hops = all.isEmpty() ? List.of() : List.of(all.split(",", -1));
    return hops.subList(Math.max(0, hops.size() - MOST_HOPS), hops.size());
  }

  private boolean trusted(String address) {
    return proxies.stream().anyMatch(proxy -> proxy.holds(address));
  }

  private static String peer(HttpServerRequest request) {
    var remote = request.remoteAddress();
    String host = remote == null ? null : remote.hostAddress();
    return host == null ? "0.0.0.0" : Network.address(host).orElse("0.0.0.0");
  }
}
