package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Ends a version in two steps, each on the proof that no row needs it. Retired, it stands in the
 * keyset and no replica opens with it. Destroyed, it is gone: once every live replica has reported
 * an epoch in which it is retired. Who may ask for either is the caller's to know.
 */
@ApplicationScoped
public class Retirement {
  /** One of the two steps. */
  public enum Step {
    RETIRE(KeyState.CLOSED),
    DESTROY(KeyState.RETIRED);

    private final KeyState from;

    Step(KeyState from) {
      this.from = from;
    }
  }

  /**
   * A step that was done.
   *
   * @param rowsRestoreFrom rows of an older backup do not open in this vault any more
   */
  public record Ended(
      String purpose, int version, Step step, long epoch, @Nullable Instant rowsRestoreFrom) {}

  private final KeyVersions versions;
  private final KeyProofs proofs;
  private final Rotations rotations;
  private final Custody custody;
  private final Keys keys;
  private final EndedKeys endedKeys;
  private final Heartbeats heartbeats;
  private final Audit audit;

  Retirement(
      KeyVersions versions,
      KeyProofs proofs,
      Rotations rotations,
      Custody custody,
      Keys keys,
      EndedKeys endedKeys,
      Heartbeats heartbeats,
      Audit audit) {
    this.versions = versions;
    this.proofs = proofs;
    this.rotations = rotations;
    this.custody = custody;
    this.keys = keys;
    this.endedKeys = endedKeys;
    this.heartbeats = heartbeats;
    this.audit = audit;
  }

  /**
   * Makes every check of the step, and nothing else.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#CONFLICT} if the version is not
   *     in the state before it; {@link ErrorCode#KEY_NOT_PROVEN} with what is missing
   */
  public void require(Step step, KeyPurpose purpose, int version) {
    QuarkusTransaction.requiringNew().run(() -> require(step, versions.locked(purpose, version)));
  }

  /**
   * Does the step, with the checks of {@link #require}; in the caller's transaction if there is
   * one. This replica knows of it at once if there is none, else within seconds, as all others do.
   */
  public Ended end(Step step, KeyPurpose purpose, int version, String actor, String reason) {
    boolean within = QuarkusTransaction.isActive();
    Ended ended =
        QuarkusTransaction.joiningExisting()
            .call(() -> change(step, purpose, version, actor, reason));
    if (!within) {
      rotations.takeNow();
    }
    return ended;
  }

  private Ended change(Step step, KeyPurpose purpose, int version, String actor, String reason) {
    KeysetRow keyset = rotations.locked(purpose);
    KeyVersionRow row = versions.locked(purpose, version);
    require(step, row);
    if (step == Step.RETIRE) {
      if (purpose == KeyPurpose.AUDIT) {
        endedKeys.keep(keys.of(purpose).signer(version));
      }
      KeysetSeal.disable(custody.root(), keyset, version);
      row.state = KeyState.RETIRED;
      row.droppedEpoch = keyset.epoch;
    } else {
      KeysetSeal.remove(custody.root(), keyset, version);
      row.state = KeyState.DESTROYED;
    }
    audit.record(
        AuditEvent.done(actor, action(step), Rotations.subject(purpose, version))
            .with(Map.of("reason", reason, "epoch", Long.toString(keyset.epoch))));
    return new Ended(purpose.wire(), version, step, keyset.epoch, row.provenAt);
  }

  /** As the trail calls the step. */
  public static AuditAction action(Step step) {
    return step == Step.RETIRE ? AuditAction.KEY_RETIRED : AuditAction.KEY_DESTROYED;
  }

  private void require(Step step, KeyVersionRow row) {
    if (row.state != step.from) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("state", row.state.wire()));
    }
    List<String> missing = new ArrayList<>(proofs.judge(row).missing());
    if (row.provenAt == null) {
      missing.add("not_verified");
    }
    Long dropped = row.droppedEpoch;
    if (step == Step.DESTROY
        && (dropped == null
            || !KeyProofs.behind(row.purpose, heartbeats.live(), dropped).isEmpty())) {
      missing.add("replicas_hold");
    }
    if (!missing.isEmpty()) {
      throw new Refusal(ErrorCode.KEY_NOT_PROVEN, Map.of("missing", String.join(", ", missing)));
    }
  }
}
