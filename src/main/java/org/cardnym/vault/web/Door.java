package org.cardnym.vault.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The three ways into the vault, told apart by the first part of the path. */
enum Door {
  PAYER(List.of("/pay", "/enrol", "/account", "/approve", "/assets")),
  MERCHANT(List.of("/v1")),
  ADMIN(List.of("/admin"));

  private final List<String> paths;

  Door(List<String> paths) {
    this.paths = paths;
  }

  /** True if this door leads to {@code path}, which must have passed {@link PathRules}. */
  boolean leads(@Nullable String path) {
    return path != null && paths.stream().anyMatch(p -> path.equals(p) || path.startsWith(p + "/"));
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Door> to(String path) {
    return Stream.of(values()).filter(door -> door.leads(path)).findFirst();
  }

  static Door named(String name) {
    return Stream.of(values())
        .filter(door -> door.wire().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "cardnym.doors: payer, merchant and admin are the doors there are"));
  }
}
