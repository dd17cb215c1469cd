package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.text.CodePoints;
import org.jspecify.annotations.Nullable;

/**
 * Judges the web origins and addresses of shops: https, or plain on loopback where a sandbox allows
 * it.
 */
@ApplicationScoped
class ShopOrigins {
  private static final int MAX_ORIGIN = 255;
  private static final int MAX_ADDRESS = 1_000;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Loosened loosened;

  ShopOrigins(Loosened loosened) {
    this.loosened = loosened;
  }

  /**
   * Refuses what is not written exactly as a browser writes it in {@code Origin} (RFC 6454 §6.2).
   */
  void requireOrigin(String origin) {
    boolean fits =
        origin.length() <= MAX_ORIGIN && originOf(origin).filter(origin::equals).isPresent();
    if (!fits) {
      throw new Refusal(ErrorCode.ORIGIN_UNFIT);
    }
  }

  /**
   * The origin of an absolute address, or a refusal where it is not one that payers may be sent to.
   */
  String requireAddress(String address) {
    boolean fit =
        address.length() <= MAX_ADDRESS && address.codePoints().allMatch(CodePoints::plain);
    Optional<String> origin = fit ? originOf(address) : Optional.empty();
    return origin.orElseThrow(
        () -> new Refusal(ErrorCode.RETURN_URL_REFUSED, Map.of("field", "returnUrl")));
  }

  private Optional<String> originOf(String address) {
    try {
      return Optional.ofNullable(serialized(new URI(address)));
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  private @Nullable String serialized(URI address) {
    String scheme = address.getScheme();
    String host = address.getHost();
    boolean whole =
        scheme != null
            && host != null
            && address.getRawUserInfo() == null
            && address.getRawFragment() == null;
    if (!whole || !(scheme.equals("https") || plainAllowed(scheme, host))) {
      return null;
    }
    boolean usual =
        address.getPort() == -1 || address.getPort() == (scheme.equals("https") ? 443 : 80);
    String port = usual ? "" : ":" + address.getPort();
    return scheme + "://" + host.toLowerCase(Locale.ROOT) + port;
  }

  private boolean plainAllowed(String scheme, String host) {
    return scheme.equals("http")
        && LOOPBACK.contains(host)
        && loosened.has(Loosened.Check.PLAIN_SHOPS);
  }
}
