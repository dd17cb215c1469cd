package org.cardnym.vault.merchant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configuration under {@code cardnym.webhooks}. */
@ConfigMapping(prefix = "cardnym.webhooks")
interface WebhookSettings {
  /** Private networks that endpoints may be in, for instance {@code 10.20.0.0/16}. */
  Optional<List<String>> networks();

  /** Ports that endpoints may have. */
  @WithDefault("443")
  List<Integer> ports();

  /** Authorities of endpoints' certificates, a PEM file, in place of the public ones. */
  Optional<Path> trust();

  /** How long one try may take, from the look-up of the name to the head of the answer. */
  @WithDefault("15s")
  Duration deadline();

  /** Deliveries that one replica has under way to one merchant. */
  @WithDefault("4")
  int atOnce();

  /** How long a key that was rotated still signs beside its successor. */
  @WithDefault("24h")
  Duration overlap();

  /**
   * How long deliveries that arrived stay in the operator's list, unless a retention rule is set;
   * the others stay.
   */
  @WithDefault("30d")
  Duration keep();

  /** How often a replica looks for what is due; {@code off} stops it. */
  @WithDefault("1s")
  String sweep();
}
