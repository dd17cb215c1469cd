package org.cardnym.vault.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.account.Tidings;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.alias.PreparedAlias;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.enrolment.MovedIn;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.notice.BrowserKind;
import org.cardnym.vault.notice.InWords;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.otp.OtpSetup;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.password.NewPassword;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.LockedDoors;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * Gives a payer a new password, or a new authenticator app, who has lost the old one. A code to the
 * contact is never enough; afterwards all sessions and known browsers are gone, and nothing is
 * loosened for a day.
 */
@ApplicationScoped
class Recovery {
  /** How long the owner of the mailbox has to say no, before anything can be loosened. */
  static final Duration DELAY = Duration.ofHours(24);

  private final RecoveryProofs proofs;
  private final Recoveries recoveries;
  private final Aliases aliases;
  private final Payers payers;
  private final Passwords passwords;
  private final Otps otps;
  private final ProofChanges changes;
  private final MovedIn movedIn;
  private final LockedDoors doors;
  private final KnownBrowsers browsers;
  private final PageSessions sessions;
  private final Limits limits;
  private final Subjects subjects;
  private final Tidings tidings;
  private final Audit audit;
  private final Clock clock;

  Recovery(
      RecoveryProofs proofs,
      Recoveries recoveries,
      Aliases aliases,
      Payers payers,
      Passwords passwords,
      Otps otps,
      ProofChanges changes,
      MovedIn movedIn,
      LockedDoors doors,
      KnownBrowsers browsers,
      PageSessions sessions,
      Limits limits,
      Subjects subjects,
      Tidings tidings,
      Audit audit,
      Clock clock) {
    this.proofs = proofs;
    this.recoveries = recoveries;
    this.aliases = aliases;
    this.payers = payers;
    this.passwords = passwords;
    this.otps = otps;
    this.changes = changes;
    this.movedIn = movedIn;
    this.doors = doors;
    this.browsers = browsers;
    this.sessions = sessions;
    this.limits = limits;
    this.subjects = subjects;
    this.tidings = tidings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Where a recovery is begun.
   *
   * @param browserCookie the value of {@link KnownBrowsers#COOKIE}, or null
   * @param kind for the mail that tells of it
   */
  record Asker(@Nullable String browserCookie, String address, BrowserKind kind) {}

  /** A new app that waits for its first code, and the secret that goes on to it. */
  record Waiting(Recoveries.Next next, OtpSetup setup) {}

  /**
   * Sends a code to the contact behind this name, if somebody holds it; the same answer if nobody
   * does, and if the name's codes of today are used up.
   *
   * @param asker from where
   * @throws Refusal {@code ALIAS_…} for what depends on the text alone; {@link
   *     ErrorCode#TOO_MANY_REQUESTS} for the address
   */
  UUID begin(String alias, Asker asker) {
    PreparedAlias prepared = AliasText.prepare(alias);
    limits.require(Limit.RECOVERIES_PER_ADDRESS, subjects.address(asker.address()));
    AliasIndex name = aliases.index(prepared);
    return limits.tryNow(Limit.RECOVERIES_PER_NAME, counted(name, asker.browserCookie()))
        ? QuarkusTransaction.requiringNew().call(() -> begin(name, asker.kind()))
        : Uuids.next(clock.instant());
  }

  /**
   * Sets a new password.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED}; {@code PASSWORD_…}, of which what depends on
   *     the payer only once the proofs held, and then they are not used
   */
  void password(RecoveryAsked asked, Password password, String address) {
    passwords.require(password);
    RecoveryProofs.Held held = proofs.judge(asked, address);
    UUID payerId = held.payerId();
    NewPassword hashed = passwords.hash(password, changes.contextWords(payerId));
    QuarkusTransaction.requiringNew()
        .run(() -> {
          proofs.use(held);
          passwords.set(payerId, hashed);
          recovered(payerId, AuditAction.PASSWORD_RESET, NoticeKind.PASSWORD_RESET);
        });
    // Whoever forgot the password has tried it, mostly too often.
    doors.open(payerId);
  }

  /**
   * Lets one whom a bank has moved in, and who has no proof yet, choose them: the code to the
   * contact that the bank named is all there is.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED}, for everybody else too
   */
  PageSession movedIn(UUID recoveryId, String contactCode, String address) {
    RecoveryProofs.Held held = proofs.judgeMovedIn(recoveryId, contactCode, address);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          proofs.use(held);
          movedIn.confirmed(held.payerId());
        });
    return movedIn.session(held.payerId());
  }

  /** Takes password, contact code and a recovery code; the app in use stays until the next step. */
  Waiting app(RecoveryAsked asked, Password password, String address) {
    RecoveryProofs.Held held = proofs.judge(asked, password, address);
    Waiting waiting =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              Recoveries.Next next = proofs.useAndGoOn(held);
              return new Waiting(next, otps.begin(held.payerId()));
            });
    // The new app's first code is another challenge.
    limits.reset(Limit.RECOVERY_TRIES, subjects.challenge(asked.recoveryId()));
    return waiting;
  }

  /**
   * Puts the new app into use.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} for a wrong secret; {@link ErrorCode#CODE_WRONG}
   */
  void confirmApp(UUID recoveryId, String secret, String code, String address) {
    limits.require(Limit.PROOFS_PER_ADDRESS, subjects.address(address));
    if (!limits.tryNow(Limit.RECOVERY_TRIES, subjects.challenge(recoveryId))) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    UUID payerId =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              RecoveryRow row = proofs.goingOn(recoveryId, secret);
              if (!otps.confirm(row.payerId, code)) {
                throw new Refusal(ErrorCode.CODE_WRONG);
              }
              recoveries.end(row);
              recovered(row.payerId, AuditAction.APP_RESET, NoticeKind.APP_RESET);
              return row.payerId;
            });
    doors.open(payerId);
  }

  /** Strangers can't use up what a browser has that paid for this name. */
  private Subject counted(AliasIndex name, @Nullable String browserCookie) {
    UUID browser = browsers.read(browserCookie).orElse(null);
    boolean known = browsers.knownFor(name.values(), browser);
    return browser != null && known
        ? subjects.nameInBrowser(name.values(), browser)
        : subjects.name(name.values());
  }

  /** The same statements for every name. */
  private UUID begin(AliasIndex name, BrowserKind asker) {
    UUID decoy = payers.decoy();
    UUID named = aliases.payerOf(name).orElse(decoy);
    PayerState state = payers.find(named).map(Payer::state).orElse(PayerState.DECOY);
    boolean movedIn = state == PayerState.IMPORTED;
    UUID payerId = movedIn || state == PayerState.ACTIVE ? named : decoy;
    NoticeKind mail = movedIn ? NoticeKind.MOVED_IN_CODE : NoticeKind.RECOVERY_CODE;
    UUID recoveryId = recoveries.begin(payerId, name.value(), asker, mail);
    String actor = payerId.equals(decoy) ? "name:" + name.value() : Payers.actor(payerId);
    audit.record(
        AuditEvent.done(actor, AuditAction.RECOVERY_BEGUN, TypeId.of(IdKind.RECOVERY, recoveryId)));
    return recoveryId;
  }

  private void recovered(UUID payerId, AuditAction action, NoticeKind told) {
    Instant until = clock.instant().plus(DELAY);
    payers.tighten(payerId, until);
    sessions.endAll(payerId);
    browsers.forget(payerId);
    audit.record(AuditEvent.done(Payers.actor(payerId), action, TypeId.of(IdKind.PAYER, payerId)));
    String inWords = InWords.time(until, payers.get(payerId).zone());
    tidings.tell(payerId, told, Map.of("until", inWords));
  }
}
