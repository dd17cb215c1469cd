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

  /**
   * Before a bank's books are compared once more where a run has not compared all of the lost time;
   * each time twice as long, up to a quarter of an hour.
   */
  @WithDefault("1m")
  Duration pause();

  /** How often a replica looks for what it can do; {@code off} stops it. */
  @WithDefault("5s")
  String sweep();

  /** See the room {@code standing}, which judges it. */
  java.util.Optional<String> word();
}
