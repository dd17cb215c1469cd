package org.cardnym.vault.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Unready while the database could lose a committed payment with its machine, or while this
 * replica's clock and the database's are more than two seconds apart (PCI DSS 10.6).
 */
@Readiness
@ApplicationScoped
class DatabaseReady implements HealthCheck {
  static final Duration MOST_SKEW = Duration.ofSeconds(2);
  private static final Set<String> WAITS_FOR_STANDBY = Set.of("on", "remote_write", "remote_apply");

  private final EntityManager entities;
  private final Loosened loosened;
  private final Clock clock;

  DatabaseReady(EntityManager entities, Loosened loosened, Clock clock) {
    this.entities = entities;
    this.loosened = loosened;
    this.clock = clock;
  }

  @Override
  @Transactional
  public HealthCheckResponse call() {
    Instant before = clock.instant();
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    "select clock_timestamp(), current_setting('synchronous_standby_names'),"
                        + " current_setting('synchronous_commit')",
                    Object[].class)
                .getSingleResult();
    Duration skew = skew(before, clock.instant(), (Instant) row[0]);
    boolean replicated = replicated((String) row[1], (String) row[2]);
    boolean ready =
        skew.compareTo(MOST_SKEW) <= 0
            && (replicated || loosened.has(Loosened.Check.SINGLE_DATABASE));
    return HealthCheckResponse.named("database")
        .status(ready)
        .withData("synchronous_replication", replicated ? "on" : "off")
        .withData("clock_skew_ms", skew.toMillis())
        .build();
  }

  /** True if a commit waits for a standby. */
  static boolean replicated(String standbyNames, String synchronousCommit) {
    return !standbyNames.isBlank() && WAITS_FOR_STANDBY.contains(synchronousCommit);
  }

  /**
   * How far apart the clocks are at the least: the database's time lies between the two readings of
   * this one's.
   */
  static Duration skew(Instant before, Instant after, Instant database) {
    if (database.isBefore(before)) {
      return Duration.between(database, before);
    }
    return database.isAfter(after) ? Duration.between(after, database) : Duration.ZERO;
  }
}
