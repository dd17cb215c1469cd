package org.cardnym.vault.merchant;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;

/** A range of IP addresses, for instance {@code 10.1.0.0/16}. Never asks the name service. */
final class IpRange {
  private final byte[] first;
  private final int bits;

  private IpRange(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /**
   * Reads a range in the notation of RFC 4632.
   *
   * @throws IllegalArgumentException if it is none
   */
  static IpRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    String width = slash < 0 ? "" : text.substring(slash + 1);
    if (address == null || !(slash < 0 || width.matches("[0-9]{1,3}"))) {
      throw new IllegalArgumentException("no range of addresses");
    }
    int bits = slash < 0 ? address.length * 8 : Integer.parseInt(width);
    if (bits > address.length * 8) {
      throw new IllegalArgumentException("no range of addresses");
    }
    return new IpRange(masked(address, bits), bits);
  }

  /** How many bits all its addresses share. */
  int bits() {
    return bits;
  }

  boolean holds(InetAddress address) {
    byte[] other = address.getAddress();
    return other.length == first.length && Arrays.equals(masked(other, bits), first);
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(bits - i * 8, 0, 8);
      masked[i] &= (byte) (0xff << (8 - kept));
    }
    return masked;
  }
}
