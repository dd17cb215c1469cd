package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Changes keysets: each change is one transaction with the new epoch and the states of the
 * versions, and every replica takes it within seconds.
 */
@ApplicationScoped
public class Rotations {
  /**
   * A rotation that was done.
   *
   * @param version makes what is new from now on
   * @param closed did until now, and opens still
   */
  public record Rotated(String purpose, int version, int closed, long epoch) {}

  private final EntityManager entities;
  private final Custody custody;
  private final Keys keys;
  private final KeyVersions versions;
  private final Heartbeats heartbeats;
  private final Audit audit;
  private final Clock clock;

  Rotations(
      EntityManager entities,
      Custody custody,
      Keys keys,
      KeyVersions versions,
      Heartbeats heartbeats,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.custody = custody;
    this.keys = keys;
    this.versions = versions;
    this.heartbeats = heartbeats;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Puts a new version in the place of the one that is in use.
   *
   * @param from only if this version is in use still; null for whichever is
   * @throws Refusal {@link ErrorCode#CONFLICT} if it is not, {@link ErrorCode#KEY_FIXED}, {@link
   *     ErrorCode#SEALED}
   */
  public Rotated rotate(KeyPurpose purpose, @Nullable Integer from, String actor) {
    purpose.requireRotatable();
    Rotated done = QuarkusTransaction.requiringNew().call(() -> replace(purpose, from, actor));
    takeNow();
    return done;
  }

  private Rotated replace(KeyPurpose purpose, @Nullable Integer from, String actor) {
    KeysetRow keyset = locked(purpose);
    int closing = KeysetSeal.open(custody.root(), keyset).getPrimary().getId();
    if (from != null && from != closing) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("inUse", Integer.toString(closing)));
    }
    KeyVersionRow old = versions.locked(purpose, closing);
    // Numbers are never given again, not even those of versions that were destroyed.
    int next = versions.rows(purpose).getLast().version + 1;
    KeysetSeal.add(custody.root(), keyset, next);
    old.state = KeyState.CLOSED;
    old.closedEpoch = keyset.epoch;
    var made = new KeyVersionRow();
    made.purpose = purpose;
    made.version = next;
    made.madeEpoch = keyset.epoch;
    made.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    entities.persist(made);
    audit.record(
        AuditEvent.done(actor, AuditAction.KEY_ROTATED, subject(purpose, next))
            .with(
                Map.of("closed", Integer.toString(closing), "epoch", Long.toString(keyset.epoch))));
    return new Rotated(purpose.wire(), next, closing, keyset.epoch);
  }

  /** A keyset under its lock; one that is older than the one in use was put back by somebody. */
  KeysetRow locked(KeyPurpose purpose) {
    KeysetRow row = entities.find(KeysetRow.class, purpose, LockModeType.PESSIMISTIC_WRITE);
    if (row == null || row.epoch < keys.of(purpose).epoch()) {
      throw new IllegalStateException("the keyset in the database is older than the one in use");
    }
    return row;
  }

  /** This replica goes on with what was committed, and says so, without waiting for its turn. */
  void takeNow() {
    custody.reread();
    heartbeats.beat(keys.ring().epochs());
  }

  /** As the trail names a version, for instance {@code kek-2}. */
  public static String subject(KeyPurpose purpose, int version) {
    return purpose.wire() + "-" + version;
  }
}
