package org.cardnym.vault.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses doors without an origin, origins without TLS, and origins that only this machine can
 * reach.
 */
@ApplicationScoped
class AddressesSafe implements StartCheck {
  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]{1,5})?");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Doors doors;
  private final Addresses addresses;
  private final Loosened loosened;
  private final String insecure;
  private final boolean forwarding;

  AddressesSafe(
      Doors doors,
      Addresses addresses,
      Loosened loosened,
      @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> insecure,
      @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
          boolean forwarding) {
    this.doors = doors;
    this.addresses = addresses;
    this.loosened = loosened;
    this.insecure = insecure.orElse("enabled");
    this.forwarding = forwarding;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    for (Door door : Door.values()) {
      if (doors.serves(door)) {
        problems.addAll(ofOrigin(door));
      }
    }
    if (doors.serves(Door.PAYER) && doors.origin(Door.PAYER).equals(doors.origin(Door.MERCHANT))) {
      problems.add("cardnym.pages.origin must differ from cardnym.api.origin");
    }
    if (insecure.equals("enabled")
        && !loosened.has(Loosened.Check.PLAIN_PAGES)
        && !addresses.proxied()) {
      problems.add(
          "quarkus.http.insecure-requests must be 'disabled' unless cardnym.proxies names who ends TLS");
    }
    if (forwarding) {
      problems.add(
          "quarkus.http.proxy.proxy-address-forwarding must be off: name proxies in cardnym.proxies");
    }
    return problems;
  }

  private List<String> ofOrigin(Door door) {
    Optional<String> origin = doors.origin(door);
    var parts = ORIGIN.matcher(origin.orElse(""));
    if (!parts.matches()) {
      return List.of(
          property(door) + " must be this door's origin, for instance https://pay.example");
    }
    var problems = new ArrayList<String>();
    boolean plainAllowed = door == Door.PAYER && loosened.has(Loosened.Check.PLAIN_PAGES);
    if (parts.group(1).equals("http") && !plainAllowed) {
      problems.add(property(door) + " must be https");
    }
    if (LOCAL.contains(parts.group(2)) && !loosened.has(Loosened.Check.LOCALHOST_PAGES)) {
      problems.add(property(door) + " must not be this machine's own name");
    }
    return problems;
  }

  private static String property(Door door) {
    return switch (door) {
      case PAYER -> "cardnym.pages.origin";
      case MERCHANT -> "cardnym.api.origin";
      case ADMIN -> "cardnym.admin.origin";
    };
  }
}
