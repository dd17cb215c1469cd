package org.cardnym.vault.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which doors this replica serves, and at which origin each. */
@ApplicationScoped
class Doors {
  private final Set<Door> served;
  private final Map<Door, String> origins = new EnumMap<>(Door.class);

  Doors(
      @ConfigProperty(name = "cardnym.doors") List<String> names,
      @ConfigProperty(name = "cardnym.pages.origin") Optional<String> pages,
      @ConfigProperty(name = "cardnym.api.origin") Optional<String> api,
      @ConfigProperty(name = "cardnym.admin.origin") Optional<String> admin) {
    served =
        names.stream()
            .map(String::trim)
            .map(Door::named)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Door.class)));
    pages.ifPresent(origin -> origins.put(Door.PAYER, origin));
    api.ifPresent(origin -> origins.put(Door.MERCHANT, origin));
    admin.ifPresent(origin -> origins.put(Door.ADMIN, origin));
  }

  boolean serves(Door door) {
    return served.contains(door);
  }

  Set<Door> served() {
    return Set.copyOf(served);
  }

  /** The door's origin as configured, without a default port, if it has one. */
  Optional<String> origin(Door door) {
    return Optional.ofNullable(origins.get(door)).map(Doors::usual);
  }

  /** True if somebody who used this scheme and this {@code Host} came to the door's own origin. */
  boolean isAt(Door door, String scheme, String host) {
    return origin(door).filter(usual(scheme + "://" + host)::equals).isPresent();
  }

  /**
   * True where pages are served with TLS, so that browsers may be told to ask for nothing else on
   * this host.
   */
  boolean pagesAreSecure() {
    return origin(Door.PAYER).filter(origin -> origin.startsWith("https://")).isPresent();
  }

  private static String usual(String origin) {
    String lower = origin.toLowerCase(java.util.Locale.ROOT);
    if (lower.startsWith("https://") && lower.endsWith(":443")) {
      return lower.substring(0, lower.length() - ":443".length());
    }
    return lower.startsWith("http://") && lower.endsWith(":80")
        ? lower.substring(0, lower.length() - ":80".length())
        : lower;
  }
}
