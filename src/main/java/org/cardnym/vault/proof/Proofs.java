package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;

/**
 * Judges the proofs of one step together: counted first, then judged, with one answer for unknown, wrong, locked and disabled.
 * Unknown names run on the decoy payer, so that the same code and statements run for them.
 */
@ApplicationScoped
public class Proofs {
  private static final String POLICY = "two-factors-always";

  private final Aliases aliases;
  private final Payers payers;
  private final KnownBrowsers browsers;
  private final Limits limits;
  private final Subjects subjects;
  private final Passwords passwords;
  private final Otps otps;
  private final Audit audit;
  private final EntityManager entities;
  private final Clock clock;

  Proofs(
      Aliases aliases,
      Payers payers,
      KnownBrowsers browsers,
      Limits limits,
      Subjects subjects,
      Passwords passwords,
      Otps otps,
      Audit audit,
      EntityManager entities,
      Clock clock) {
    this.aliases = aliases;
    this.payers = payers;
    this.browsers = browsers;
    this.limits = limits;
    this.subjects = subjects;
    this.passwords = passwords;
    this.otps = otps;
    this.audit = audit;
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Judges password and one-time code.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} for whatever reason, always the same
   */
  public Proven judge(ProofTry proofs, String subject) {
    Optional<UUID> named = aliases.payerOf(proofs.alias());
    boolean known = browsers.knownFor(proofs.alias().value(), proofs.browser());
    Doors doors = known ? Doors.KNOWN : Doors.STRANGERS;
    boolean mayTry = count(doors, proofs);
    UUID decoy = payers.decoy();
    UUID candidate = mayTry ? named.filter(this::active).orElse(decoy) : decoy;
    boolean passwordHolds = passwords.judge(candidate, proofs.password());
    OptionalLong step = otps.judge(candidate, proofs.code());
    if (!passwordHolds || step.isEmpty() || candidate.equals(decoy)) {
      audit.recordApart(failed(named, proofs.alias(), subject, mayTry));
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    Subject name = doors.subject(subjects, proofs);
    limits.reset(doors.password, name);
    limits.reset(doors.otp, name);
    var evidence =
        new Evidence(List.of("pwd", "otp"), "two_factor", now(), Evidence.Bound.RECORDED, POLICY);
    return new Proven(candidate, step.getAsLong(), !known, evidence);
  }

  /** Uses proofs for one subject, in the transaction that takes the payment further. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void tie(Proven proven, ProofSubject subject) {
    use(proven);
    var row = new EvidenceRow();
    row.paymentId = subject.paymentId();
    row.payerId = proven.payerId();
    row.merchantId = subject.merchantId();
    row.amount = subject.amount().value();
    row.currency = subject.amount().currency();
    row.amr = String.join(" ", proven.evidence().amr());
    row.acr = proven.evidence().acr();
    row.provenAt = proven.evidence().time();
    row.bound = proven.evidence().bound();
    row.policy = proven.evidence().policy();
    entities.persist(row);
  }

  /** Uses proofs in the caller's transaction; a code used meanwhile is refused. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void use(Proven proven) {
    if (!otps.mark(proven.payerId(), proven.otpStep())) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
  }

  private boolean count(Doors doors, ProofTry proofs) {
    boolean address = limits.tryNow(Limit.PROOFS_PER_ADDRESS, subjects.address(proofs.address()));
    Subject name = doors.subject(subjects, proofs);
    boolean password = limits.tryNow(doors.password, name);
    boolean otp = limits.tryNow(doors.otp, name);
    return address && password && otp;
  }

  private boolean active(UUID payerId) {
    return payers.find(payerId).filter(p -> p.state() == PayerState.ACTIVE).isPresent();
  }

  private AuditEvent failed(Optional<UUID> named, AliasIndex alias, String subject, boolean mayTry) {
    String actor =
        named
            .map(id -> "payer:" + TypeId.of(IdKind.PAYER, id))
            .orElseGet(() -> "name:" + alias.value());
    AuditAction action = mayTry ? AuditAction.PROOF_FAILED : AuditAction.PROOF_LOCKED;
    return AuditEvent.refused(actor, action, subject).with(Map.of("doors", "password otp"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** The two counters of each kind of browser: a stranger can't lock the browser that has paid before. */
  private enum Doors {
    KNOWN(Limit.PASSWORD_KNOWN_BROWSER, Limit.OTP_KNOWN_BROWSER),
    STRANGERS(Limit.PASSWORD_STRANGERS, Limit.OTP_STRANGERS);

    private final Limit password;
    private final Limit otp;

    Doors(Limit password, Limit otp) {
      this.password = password;
      this.otp = otp;
    }

    private Subject subject(Subjects subjects, ProofTry proofs) {
      return this == KNOWN
          ? subjects.nameInBrowser(proofs.alias().value(), java.util.Objects.requireNonNull(proofs.browser()))
          : subjects.name(proofs.alias().value());
    }
  }
}
