package org.cardnym.vault.restore;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration under {@code cardnym.recovery}. */
@ConfigMapping(prefix = "cardnym.recovery")
interface RestoreSettings {
  /**
   * How long after a recovery began the banks' books are waited for: a message that the vault sent
   * before it was lost is taken for 60 s.
   */
  @WithDefault("65s")
  Duration patience();

  /** How often a replica looks for what it can do; {@code off} stops it. */
  @WithDefault("5s")
  String sweep();

  /** See the room {@code standing}, which judges it. */
  java.util.Optional<String> word();
}
