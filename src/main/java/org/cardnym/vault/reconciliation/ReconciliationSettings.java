package org.cardnym.vault.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/** Configuration under {@code cardnym.reconciliation}. */
@ConfigMapping(prefix = "cardnym.reconciliation")
interface ReconciliationSettings {
  /** When the day before is compared, UTC. */
  @WithDefault("02:30")
  LocalTime at();

  /** Institution ids of banks that are not asked each day; an operator can still ask. */
  Optional<Set<String>> without();

  /** How often a replica looks for runs that are due; {@code off} stops it. */
  @WithDefault("10s")
  String sweep();

  /** Nothing that a bank decided later than so long ago is looked at, let alone undone. */
  @WithDefault("10m")
  Duration margin();

  /** How many authorizations one run undoes at most; those beyond it are listed only. */
  @WithDefault("100")
  int mostReversals();
}
