package org.cardnym.vault.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to let other machines reach a vault of which any check is loosened. */
@ApplicationScoped
class ListenersSafe implements StartCheck {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  private final Loosened loosened;
  private final String host;
  private final String managementHost;

  ListenersSafe(
      Loosened loosened,
      @ConfigProperty(name = "quarkus.http.host") Optional<String> host,
      @ConfigProperty(name = "quarkus.management.host") Optional<String> managementHost) {
    this.loosened = loosened;
    this.host = host.orElse("");
    this.managementHost = managementHost.orElse("");
  }

  @Override
  public List<String> problems() {
    if (!loosened.sandbox()) {
      return List.of();
    }
    return Stream.concat(
            beyond("quarkus.http.host", host), beyond("quarkus.management.host", managementHost))
        .toList();
  }

  private static Stream<String> beyond(String property, String address) {
    return LOOPBACK.contains(address)
        ? Stream.empty()
        : Stream.of(property + " must be 127.0.0.1 while cardnym.loosen is set");
  }
}
