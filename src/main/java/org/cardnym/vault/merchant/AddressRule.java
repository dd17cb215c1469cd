package org.cardnym.vault.merchant;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses webhooks may be sent to: those of the public internet, and private networks that
 * the operator named. So nobody makes the vault knock at doors inside.
 */
final class AddressRule {
  /** Never, whoever names them: this machine, its link, and what clouds tell their machines. */
  private static final List<IpRange> NEVER =
      ranges(
          "0.0.0.0/8",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "168.63.129.16/32",
          "100.100.100.200/32",
          "192.0.0.192/32",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/96",
          "fe80::/10",
          "fd00:ec2::/32",
          "ff00::/8");

  /**
   * Not public (IANA's registries of special-purpose addresses), nor anything that wraps an IPv4
   * address: 6to4, Teredo. NAT64 and mapped forms lie outside of {@link #GLOBAL}.
   */
  private static final List<IpRange> NOT_PUBLIC =
      ranges(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "2620:4f:8000::/48",
          "3fff::/20");

  /** All of IPv6 that is global unicast (RFC 4291 §2.4). */
  private static final IpRange GLOBAL = IpRange.parse("2000::/3");

  private static final List<IpRange> LOOPBACK = ranges("127.0.0.0/8", "::1/128");

  private final List<IpRange> named;
  private final boolean loopbackToo;

  /**
   * @param named private networks that the operator allows
   * @param loopbackToo in a sandbox whose shops are on this machine
   */
  AddressRule(List<IpRange> named, boolean loopbackToo) {
    this.named = List.copyOf(named);
    this.loopbackToo = loopbackToo;
  }

  boolean allows(InetAddress address) {
    if (within(LOOPBACK, address)) {
      return loopbackToo;
    }
    if (within(NEVER, address)) {
      return false;
    }
    return publicly(address) || within(named, address);
  }

  /** Where plain http is allowed at all, it stays on this machine. */
  static boolean loopback(InetAddress address) {
    return within(LOOPBACK, address);
  }

  private static boolean publicly(InetAddress address) {
    boolean global = address instanceof Inet4Address || GLOBAL.holds(address);
    return global && !within(NOT_PUBLIC, address);
  }

  private static boolean within(List<IpRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.holds(address));
  }

  private static List<IpRange> ranges(String... texts) {
    return Stream.of(texts).map(IpRange::parse).toList();
  }
}
