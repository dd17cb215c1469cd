package org.cardnym.vault.keys;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.Replica;
import org.cardnym.vault.keys.KeyProof.Reported;
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
   * A rotation and how far it is.
   *
   * @param version makes what is new once it is the primary
   * @param state {@code added} until it is the {@code primary}
   * @param closed did until then, and opens still
   * @param waitsFor {@code replicas} that have not read it yet, or {@code banks} that have to know
   *     it first; null once it is the primary
   * @param behind the replicas that have not
   */
  public record Rotated(
      String purpose,
      int version,
      String state,
      int closed,
      long epoch,
      @Nullable String waitsFor,
      List<Reported> behind) {
    static Rotated waits(
        KeyVersionRow added, int inUse, long epoch, String waitsFor, List<Reported> behind) {
      return new Rotated(
          added.purpose.wire(), added.version, added.state.wire(), inUse, epoch, waitsFor, behind);
    }
  }

  private final EntityManager entities;
  private final Custody custody;
  private final Keys keys;
  private final KeyVersions versions;
  private final Heartbeats heartbeats;
  private final List<BeforeUse> beforeUse;
  private final Audit audit;
  private final Clock clock;

  Rotations(
      EntityManager entities,
      Custody custody,
      Keys keys,
      KeyVersions versions,
      Heartbeats heartbeats,
      @All List<BeforeUse> beforeUse,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.custody = custody;
    this.keys = keys;
    this.versions = versions;
    this.heartbeats = heartbeats;
    this.beforeUse = beforeUse;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Puts a new version in the place of the one that is in use, in two steps: it is added, and once
   * every live replica has reported that it holds it, so that none meets what it can't open, it is
   * promoted. Asked again, it goes on with the version that was added.
   *
   * @param from only if this version is in use still; null for whichever is
   * @throws Refusal {@link ErrorCode#CONFLICT} if it is not, {@link ErrorCode#SEALED}
   */
  public Rotated rotate(KeyPurpose purpose, @Nullable Integer from, String actor) {
    return rotate(purpose, from, false, actor);
  }

  /**
   * The same for keys that banks have to know: without their knowing it, a version is added only.
   *
   * @param banksKnow that all banks take the version that was added before
   * @throws Refusal as above; {@link ErrorCode#CONFLICT} also with what is {@code missing}: {@code
   *     added} where no version was, {@code certificate} where a link key has none
   */
  public Rotated rotate(
      KeyPurpose purpose, @Nullable Integer from, boolean banksKnow, String actor) {
    Rotated added =
        QuarkusTransaction.requiringNew().call(() -> add(purpose, from, banksKnow, actor));
    takeNow();
    if (purpose.waitsForBanks() && !banksKnow) {
      return added;
    }
    Rotated done = QuarkusTransaction.requiringNew().call(() -> promote(purpose, added, actor));
    takeNow();
    return done;
  }

  private Rotated add(KeyPurpose purpose, @Nullable Integer from, boolean banksKnow, String actor) {
    KeysetRow keyset = locked(purpose);
    int inUse = inUse(keyset);
    if (from != null && from != inUse) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("inUse", Integer.toString(inUse)));
    }
    List<KeyVersionRow> rows = versions.rows(purpose);
    KeyVersionRow last = rows.getLast();
    String waitsFor = purpose.waitsForBanks() ? "banks" : "replicas";
    if (last.state == KeyState.ADDED) {
      return Rotated.waits(last, inUse, last.madeEpoch, waitsFor, List.of());
    }
    if (banksKnow && purpose.waitsForBanks()) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "added"));
    }
    // Numbers are never given again, not even those of versions that were destroyed.
    int next = last.version + 1;
    KeysetSeal.add(custody.root(), keyset, next);
    var made = new KeyVersionRow();
    made.purpose = purpose;
    made.version = next;
    made.state = KeyState.ADDED;
    made.madeEpoch = keyset.epoch;
    made.createdAt = now();
    entities.persist(made);
    audit.record(
        AuditEvent.done(actor, AuditAction.KEY_ADDED, subject(purpose, next))
            .with(Map.of("epoch", Long.toString(keyset.epoch))));
    return Rotated.waits(made, inUse, keyset.epoch, waitsFor, List.of());
  }

  private Rotated promote(KeyPurpose purpose, Rotated added, String actor) {
    KeysetRow keyset = locked(purpose);
    int closing = inUse(keyset);
    KeyVersionRow next = versions.locked(purpose, added.version());
    if (closing != added.closed() || next.state != KeyState.ADDED) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("inUse", Integer.toString(closing)));
    }
    List<Reported> behind = behind(purpose, next.madeEpoch);
    if (!behind.isEmpty()) {
      return Rotated.waits(next, closing, keyset.epoch, "replicas", behind);
    }
    for (BeforeUse each : beforeUse) {
      if (each.purpose() == purpose) {
        each.require(next.version);
      }
    }
    KeyVersionRow old = versions.locked(purpose, closing);
    KeysetSeal.promote(custody.root(), keyset, next.version);
    old.state = KeyState.CLOSED;
    old.closedEpoch = keyset.epoch;
    old.closedAt = now();
    next.state = KeyState.PRIMARY;
    audit.record(
        AuditEvent.done(actor, AuditAction.KEY_ROTATED, subject(purpose, next.version))
            .with(
                Map.of("closed", Integer.toString(closing), "epoch", Long.toString(keyset.epoch))));
    return new Rotated(
        purpose.wire(), next.version, next.state.wire(), closing, keyset.epoch, null, List.of());
  }

  /** This replica is asked itself: what it reported last may be a moment old. */
  private List<Reported> behind(KeyPurpose purpose, long epoch) {
    boolean held = keys.of(purpose).epoch() >= epoch;
    return KeyProofs.behind(purpose, heartbeats.live(), epoch).stream()
        .filter(each -> !(held && each.replica().equals(Replica.ID.toString())))
        .toList();
  }

  private int inUse(KeysetRow keyset) {
    return KeysetSeal.open(custody.root(), keyset).getPrimary().getId();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
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
