package org.cardnym.vault.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.cardnym.vault.account.Tidings;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.password.HashingTurn;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.recovery.RecoveryCodes;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Judges all proofs of a recovery together: counted first, then judged, with one answer for
 * whatever is wrong. What is nobody's runs on the decoy payer, so that the same code and statements
 * run for it.
 */
@ApplicationScoped
class RecoveryProofs {
  private final Recoveries recoveries;
  private final RecoveryCodes codes;
  private final Payers payers;
  private final Passwords passwords;
  private final Otps otps;
  private final Proofs proofs;
  private final Limits limits;
  private final Subjects subjects;
  private final Tidings tidings;
  private final Audit audit;

  RecoveryProofs(
      Recoveries recoveries,
      RecoveryCodes codes,
      Payers payers,
      Passwords passwords,
      Otps otps,
      Proofs proofs,
      Limits limits,
      Subjects subjects,
      Tidings tidings,
      Audit audit) {
    this.recoveries = recoveries;
    this.codes = codes;
    this.payers = payers;
    this.passwords = passwords;
    this.otps = otps;
    this.proofs = proofs;
    this.limits = limits;
    this.subjects = subjects;
    this.tidings = tidings;
    this.audit = audit;
  }

  /** Marks the further proof as used; false if it was used meanwhile. */
  private interface Use {
    boolean once(UUID payerId);
  }

  /** Proofs that hold, not yet used. */
  static final class Held {
    private final RecoveryRow row;
    private final Use use;
    private final PayerState state;

    private Held(RecoveryRow row, Use use, PayerState state) {
      this.row = row;
      this.use = use;
      this.state = state;
    }

    RecoveryRow row() {
      return row;
    }

    UUID payerId() {
      return row.payerId;
    }
  }

  /**
   * Who stands behind a try.
   *
   * @param candidate the payer to judge, the decoy where nobody can prove this
   */
  private record Standing(@Nullable RecoveryRow row, UUID candidate) {}

  /**
   * Judges them; call it without a transaction.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} for whatever reason; {@link
   *     ErrorCode#TOO_MANY_REQUESTS} for the address
   */
  Held judge(RecoveryAsked asked, String address) {
    limits.require(Limit.PROOFS_PER_ADDRESS, subjects.address(address));
    return judge(asked, candidate -> true);
  }

  /**
   * The same with the password beside them; {@link ErrorCode#UNAVAILABLE}, uncounted, while too
   * many hash.
   */
  Held judge(RecoveryAsked asked, Password password, String address) {
    limits.require(Limit.PROOFS_PER_ADDRESS, subjects.address(address));
    try (HashingTurn turn = passwords.turn()) {
      return judge(asked, candidate -> passwords.judge(turn, candidate, password).holds());
    }
  }

  /**
   * Judges the mailed code alone, for one whom a bank has moved in and who has no proof yet; for
   * everybody else it fails.
   *
   * @throws Refusal as {@link #judge(RecoveryAsked, String)}
   */
  Held judgeMovedIn(UUID recoveryId, String contactCode, String address) {
    limits.require(Limit.PROOFS_PER_ADDRESS, subjects.address(address));
    boolean counted = limits.tryNow(Limit.RECOVERY_TRIES, subjects.challenge(recoveryId));
    Standing standing =
        QuarkusTransaction.requiringNew()
            .call(() -> standing(recoveryId, counted, PayerState.IMPORTED));
    RecoveryRow row = standing.row();
    boolean codeHolds = recoveries.isCode(row, contactCode);
    if (row == null || !codeHolds || standing.candidate().equals(payers.decoy())) {
      throw refused(row);
    }
    return new Held(row, payerId -> true, PayerState.IMPORTED);
  }

  /**
   * Uses them in the caller's transaction, which has not read the payer yet.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} if one was used meanwhile, or an operator locked
   *     the payer
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void use(Held held) {
    recoveries.use(usable(held));
  }

  /** The same, where the page goes on afterwards. */
  @Transactional(Transactional.TxType.MANDATORY)
  Recoveries.Next useAndGoOn(Held held) {
    return recoveries.goOn(usable(held));
  }

  /**
   * The payer of a recovery that goes on, barred to others, in the caller's transaction.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} for a wrong secret, and too late
   */
  @Transactional(Transactional.TxType.MANDATORY)
  RecoveryRow goingOn(UUID recoveryId, String secret) {
    RecoveryRow row = recoveries.find(recoveryId).orElse(null);
    if (!recoveries.isNext(row, secret) || row == null) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    requireStill(PayerState.ACTIVE, row.payerId);
    return row;
  }

  private Held judge(RecoveryAsked asked, Judging password) {
    boolean counted = limits.tryNow(Limit.RECOVERY_TRIES, subjects.challenge(asked.recoveryId()));
    Standing standing =
        QuarkusTransaction.requiringNew()
            .call(() -> standing(asked.recoveryId(), counted, PayerState.ACTIVE));
    RecoveryRow row = standing.row();
    UUID candidate = standing.candidate();
    boolean codeHolds = recoveries.isCode(row, asked.contactCode());
    Optional<Use> further = further(candidate, asked);
    boolean passwordHolds = password.holds(candidate);
    if (row == null
        || !codeHolds
        || further.isEmpty()
        || !passwordHolds
        || candidate.equals(payers.decoy())) {
      throw refused(row);
    }
    return new Held(row, further.get(), PayerState.ACTIVE);
  }

  private interface Judging {
    boolean holds(UUID candidate);
  }

  /** The same statements for every recovery, and for none. */
  private Standing standing(UUID recoveryId, boolean counted, PayerState state) {
    RecoveryRow row = recoveries.find(recoveryId).orElse(null);
    UUID asked = row == null ? payers.decoy() : row.payerId;
    return new Standing(row, is(state, asked) && counted ? asked : payers.decoy());
  }

  private Optional<Use> further(UUID candidate, RecoveryAsked asked) {
    String recoveryCode = asked.recoveryCode();
    if (recoveryCode != null) {
      return codes.judge(candidate, recoveryCode).map(match -> payerId -> spent(payerId, match));
    }
    String code = asked.code();
    OptionalLong step = code == null ? OptionalLong.empty() : otps.judge(candidate, code);
    return step.isPresent()
        ? Optional.of(payerId -> otps.mark(payerId, step.getAsLong()))
        : Optional.empty();
  }

  private boolean spent(UUID payerId, RecoveryCodes.Match match) {
    if (!codes.mark(payerId, match)) {
      return false;
    }
    int left = codes.kept(payerId).orElseThrow().left();
    tidings.tell(payerId, NoticeKind.RECOVERY_CODE_USED, Map.of("left", Integer.toString(left)));
    return true;
  }

  private RecoveryRow usable(Held held) {
    requireStill(held.state, held.payerId());
    if (!held.use.once(held.payerId())) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    return held.row();
  }

  /** Waits for whoever is proving, or bars this payer, and so sees what they did. */
  private void requireStill(PayerState state, UUID payerId) {
    proofs.bar(payerId);
    if (!is(state, payerId)) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
  }

  private boolean is(PayerState state, UUID payerId) {
    return payers.find(payerId).filter(p -> p.state() == state).isPresent();
  }

  private Refusal refused(@Nullable RecoveryRow row) {
    QuarkusTransaction.requiringNew().run(() -> failed(row));
    return new Refusal(ErrorCode.PROOF_FAILED);
  }

  private void failed(@Nullable RecoveryRow row) {
    String actor = "visitor";
    String subject = null;
    if (row != null) {
      boolean nobody = row.payerId.equals(payers.decoy());
      actor = nobody ? "name:" + row.nameIndex : Payers.actor(row.payerId);
      subject = TypeId.of(IdKind.RECOVERY, row.recoveryId);
    }
    audit.record(AuditEvent.refused(actor, AuditAction.RECOVERY_FAILED, subject));
  }
}
