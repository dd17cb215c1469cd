package org.cardnym.vault.issuer;

import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Which addresses a bank may have: https, nothing but host, port and path, and not this machine
 * itself.
 */
@ApplicationScoped
class Endpoints {
  private static final int MAX_LENGTH = 200;
  private static final String NAME =
      "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?";

  private final Loosened loosened;

  Endpoints(Loosened loosened) {
    this.loosened = loosened;
  }

  /**
   * Judges an address.
   *
   * @throws Refusal {@link ErrorCode#ENDPOINT_UNFIT}
   */
  URI judged(String text) {
    URI uri = parsed(text);
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean plain =
        uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
    boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= 65_535);
    if (!"https".equals(uri.getScheme()) || !plain || !port || !reachable(host)) {
      throw new Refusal(ErrorCode.ENDPOINT_UNFIT);
    }
    return uri;
  }

  private static URI parsed(String text) {
    try {
      if (text.length() <= MAX_LENGTH) {
        return new URI(text);
      }
    } catch (URISyntaxException notOne) {
      throw new Refusal(ErrorCode.ENDPOINT_UNFIT);
    }
    throw new Refusal(ErrorCode.ENDPOINT_UNFIT);
  }

  private boolean reachable(String host) {
    boolean loopbackToo = loosened.has(Loosened.Check.LOOPBACK_BANKS);
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
    if (literal != null) {
      InetAddress address = address(literal);
      return !address.isAnyLocalAddress()
          && !address.isLinkLocalAddress()
          && !address.isMulticastAddress()
          && (loopbackToo || !address.isLoopbackAddress());
    }
    boolean local = host.equals("localhost") || host.endsWith(".localhost");
    return host.matches(NAME) && (loopbackToo || !local);
  }

  private static InetAddress address(byte[] literal) {
    try {
      return InetAddress.getByAddress(literal);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 bytes", impossible);
    }
  }
}
