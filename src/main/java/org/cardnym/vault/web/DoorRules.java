package org.cardnym.vault.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.standing.Recoveries;

/**
 * What a request must be before anything of it is read: a known method, a plain path, a served
 * door, at that door's own origin.
 */
@ApplicationScoped
class DoorRules {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<HttpMethod> CHANGING =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

  /**
   * A shop opens a payment's page by posting to it from its own origin; the checkout judges that
   * origin.
   */
  private static final Pattern OPENING = Pattern.compile("/pay/pay_[0-9a-z]{26}/[A-Za-z0-9_-]{22}");

  private final Doors doors;
  private final Addresses addresses;

  /** Of the payers' door what stays open during a recovery: for those who sign that it ends. */
  private static final Pattern SIGNING = Pattern.compile("/(approve|assets)(/.*)?");

  private final BodyLimit limit;
  private final Recoveries recoveries;

  DoorRules(Doors doors, Addresses addresses, BodyLimit limit, Recoveries recoveries) {
    this.recoveries = recoveries;
    this.doors = doors;
    this.addresses = addresses;
    this.limit = limit;
  }

  /** Why this request is refused, or empty if it may go on. */
  Optional<ErrorCode> refusal(HttpServerRequest request) {
    if (!READING.contains(request.method()) && !CHANGING.contains(request.method())) {
      return Optional.of(ErrorCode.METHOD_REFUSED);
    }
    if (request.headers().contains("Transfer-Encoding")) {
      // The server below takes Content-Length out where it stands beside Transfer-Encoding, so the
      // two can't be seen together here: no request may bring the latter (RFC 9112 §6.1, §6.3).
      return Optional.of(ErrorCode.LENGTH_REQUIRED);
    }
    if (!PathRules.plain(request.uri()) || !oneOrigin(request)) {
      return Optional.of(ErrorCode.MALFORMED);
    }
    Optional<Door> door = Door.to(request.path()).filter(doors::serves);
    if (door.isEmpty()) {
      return Optional.of(ErrorCode.NOT_FOUND);
    }
    if (!atHome(door.get(), request)) {
      return Optional.of(ErrorCode.WRONG_DOOR);
    }
    if (door.get() == Door.PAYER && !fromOwnPage(request)) {
      return Optional.of(ErrorCode.FORBIDDEN);
    }
    if (limit.exceeded(request)) {
      return Optional.of(ErrorCode.TOO_LARGE);
    }
    return recoveries.closed() && isClosed(door.get(), request)
        ? Optional.of(ErrorCode.RECOVERY)
        : Optional.empty();
  }

  /** During a recovery payers wait, shops look only, and operators do what they have to. */
  private static boolean isClosed(Door door, HttpServerRequest request) {
    return switch (door) {
      case PAYER -> !SIGNING.matcher(request.path()).matches();
      case MERCHANT -> !READING.contains(request.method());
      case ADMIN -> false;
    };
  }

  /** The origin of a change stands in one place. */
  private static boolean oneOrigin(HttpServerRequest request) {
    return READING.contains(request.method()) || request.headers().getAll("Origin").size() <= 1;
  }

  private boolean atHome(Door door, HttpServerRequest request) {
    // RFC 9112 §3.2: a request with more than one Host is refused.
    List<String> hosts = request.headers().getAll("Host");
    var authority = request.authority();
    return hosts.size() <= 1
        && authority != null
        && doors.isAt(door, addresses.scheme(request), authority.toString());
  }

  /**
   * Whatever changes something comes from the vault's own pages; a browser can't be made to lie
   * about {@code Origin}.
   */
  private boolean fromOwnPage(HttpServerRequest request) {
    if (READING.contains(request.method())) {
      return true;
    }
    if (request.method().equals(HttpMethod.POST) && OPENING.matcher(request.path()).matches()) {
      return true;
    }
    List<String> origins = request.headers().getAll("Origin");
    return origins.size() == 1
        && doors.origin(Door.PAYER).filter(origins.get(0)::equals).isPresent();
  }
}
