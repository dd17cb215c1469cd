package org.cardnym.vault.limit;

/**
 * Where the present request comes from, as counters know it. The room {@code web} answers, which
 * knows the proxies.
 */
public interface ClientAddress {
  /** An IPv4 address, or the network of an IPv6 address. */
  String client();
}
