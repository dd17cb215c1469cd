package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Rotates keys when they are due, by age or, the KEK, by wraps, and has the rows that need them
 * walked.
 */
@ApplicationScoped
class DueRotation implements StartCheck {
  private static final Logger LOG = Logger.getLogger(DueRotation.class);
  private static final String DUE = "due";
  private static final String ACTOR = "vault";

  /** Well before the number at which a KEK stops, as OpenBao does. */
  private static final long MOST_WRAPS = KeyVersions.MAX_WRAPS / 10 * 9;

  private final Keys keys;
  private final KeyVersions versions;
  private final KeyPeriod period;
  private final Rotations rotations;
  private final Rewraps rewraps;
  private final Heartbeats heartbeats;
  private final Clock clock;
  private final String when;

  DueRotation(
      Keys keys,
      KeyVersions versions,
      KeyPeriod period,
      Rotations rotations,
      Rewraps rewraps,
      Heartbeats heartbeats,
      Clock clock,
      @ConfigProperty(name = "cardnym.keys.rotation", defaultValue = DUE) String when) {
    this.keys = keys;
    this.versions = versions;
    this.period = period;
    this.rotations = rotations;
    this.rewraps = rewraps;
    this.heartbeats = heartbeats;
    this.clock = clock;
    this.when = when;
  }

  @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (when.equals(DUE) && keys.open()) {
      for (KeyPurpose purpose : KeyPurpose.values()) {
        if (purpose.rotatesByItself()) {
          tried(purpose);
        }
      }
    }
  }

  private void tried(KeyPurpose purpose) {
    try {
      rotateIfDue(purpose);
    } catch (RuntimeException failed) {
      LOG.errorf(
          "rotation_failed purpose=%s error=%s", purpose.wire(), failed.getClass().getSimpleName());
    }
  }

  /**
   * True if this replica rotated; of several that try at once one does, and none before every live
   * one holds the new version: then a later try goes on. The walk is begun whether or not a
   * rotation is due now: who rotated may have broken off before.
   */
  boolean rotateIfDue(KeyPurpose purpose) {
    try {
      return rotated(purpose);
    } finally {
      if (rewraps.wanted(purpose) && !heartbeats.mixed()) {
        rewraps.begin(purpose, ACTOR, null);
      }
    }
  }

  private boolean rotated(KeyPurpose purpose) {
    KeyVersionRow primary = QuarkusTransaction.requiringNew().call(() -> versions.primary(purpose));
    boolean due = period.left(primary.createdAt, clock.instant()).isNegative();
    if (!due && primary.wraps < MOST_WRAPS) {
      return false;
    }
    if (heartbeats.mixed()) {
      // A release may read what an older one can't; an upgrade takes minutes, and the key has time.
      LOG.infof("rotation_waits purpose=%s", purpose.wire());
      return false;
    }
    try {
      return rotations.rotate(purpose, primary.version, ACTOR).behind().isEmpty();
    } catch (Refusal others) {
      if (others.code() == ErrorCode.CONFLICT) {
        return false;
      }
      throw others;
    }
  }

  @Override
  public List<String> problems() {
    return problems(when);
  }

  static List<String> problems(String when) {
    return List.of(DUE, "off").contains(when)
        ? List.of()
        : List.of("cardnym.keys.rotation must be due or off");
  }
}
