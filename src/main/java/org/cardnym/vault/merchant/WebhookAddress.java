package org.cardnym.vault.merchant;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of an endpoint, taken apart in one way only: scheme, host, port, path and query;
 * neither user nor fragment.
 *
 * @param literal the IP address, where the host is one
 */
record WebhookAddress(
    boolean secure, String host, int port, String path, @Nullable InetAddress literal) {
  private static final int MAX_LENGTH = 500;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** Empty for anything that is no such address. */
  static Optional<WebhookAddress> parse(String text) {
    if (text.length() > MAX_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return Optional.empty();
    }
    try {
      return of(new URI(text));
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<WebhookAddress> of(URI uri) {
    boolean secure = "https".equals(uri.getScheme());
    boolean whole =
        (secure || "http".equals(uri.getScheme()))
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawFragment() == null;
    if (!whole) {
      return Optional.empty();
    }
    String host = bare(uri.getHost().toLowerCase(Locale.ROOT));
    InetAddress literal = literal(host);
    int port = uri.getPort() == -1 ? (secure ? HTTPS : HTTP) : uri.getPort();
    if ((literal == null && !NAME.matcher(host).matches()) || port < 1 || port > 65_535) {
      return Optional.empty();
    }
    return Optional.of(new WebhookAddress(secure, host, port, target(uri), literal));
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String target(URI uri) {
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private static @Nullable InetAddress literal(String host) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }
}
