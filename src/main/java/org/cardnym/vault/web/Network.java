package org.cardnym.vault.web;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses, for instance {@code 10.1.0.0/16} or {@code ::1}. Never asks the name
 * service.
 */
final class Network {
  private static final int IPV6_CLIENT_BITS = 64;
  private static final int LEAST_IPV6_BITS = 28;
  private static final int LEAST_IPV4_BITS = 12;
  private static final int LEAST_PRIVATE_BITS = 8;

  /** RFC 1918 §3; wider private ranges than this one there are none. */
  private static final byte PRIVATE = 10;

  private final byte[] first;
  private final int bits;

  private Network(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("cardnym.proxies holds something that is no address");
    }
    int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > address.length * 8) {
      throw new IllegalArgumentException("cardnym.proxies holds a range that is too wide");
    }
    return new Network(masked(address, bits), bits);
  }

  boolean holds(String address) {
    byte[] other = bytes(address);
    return other != null
        && other.length == first.length
        && Arrays.equals(masked(other, bits), first);
  }

  /** True for a range that nobody runs alone. */
  boolean tooWide() {
    if (first.length == 16) {
      return bits < LEAST_IPV6_BITS;
    }
    return bits < (first[0] == PRIVATE ? LEAST_PRIVATE_BITS : LEAST_IPV4_BITS);
  }

  /** One spelling for each address; IPv4 within IPv6 as IPv4. Empty for anything else. */
  static Optional<String> address(String text) {
    return Optional.ofNullable(bytes(text)).map(Network::text);
  }

  /** An address as counters know it: the /64 of an IPv6 address. */
  static String counted(String address) {
    byte[] bytes = bytes(address);
    return bytes == null || bytes.length == 4
        ? address
        : text(masked(bytes, IPV6_CLIENT_BITS)) + "/" + IPV6_CLIENT_BITS;
  }

  private static byte @Nullable [] bytes(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    if (bytes != null && bytes.length == 16) {
      boolean mapped = true;
      for (int i = 0; i < 12; i++) {
        mapped &= bytes[i] == (byte) (i < 10 ? 0 : 0xff);
      }
      return mapped ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }
    return bytes;
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - i * 8));
      masked[i] &= (byte) (0xff << (8 - kept));
    }
    return masked;
  }

  private static String text(byte[] bytes) {
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(bytes)).toLowerCase(Locale.ROOT);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }
}
