package org.cardnym.vault.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.account.Tidings;
import org.cardnym.vault.account.Visit;
import org.cardnym.vault.account.Visits;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.otp.OtpSetup;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.password.NewPassword;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.recovery.RecoveryCodes;
import org.cardnym.vault.recovery.RecoverySheet;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * A new password, a new authenticator app, new recovery codes. Each takes a fresh proof and is told
 * by mail; the first two end all other sessions and give this one a new secret. For a day after a
 * recovery, app and codes stay: with them the owner takes back what a thief has recovered.
 */
@ApplicationScoped
class ProofChanges {
  private final Visits visits;
  private final Payers payers;
  private final Passwords passwords;
  private final Otps otps;
  private final RecoveryCodes recovery;
  private final Proofs proofs;
  private final PageSessions sessions;
  private final Tidings tidings;

  ProofChanges(
      Visits visits,
      Payers payers,
      Passwords passwords,
      Otps otps,
      RecoveryCodes recovery,
      Proofs proofs,
      PageSessions sessions,
      Tidings tidings) {
    this.visits = visits;
    this.payers = payers;
    this.passwords = passwords;
    this.otps = otps;
    this.recovery = recovery;
    this.proofs = proofs;
    this.sessions = sessions;
    this.tidings = tidings;
  }

  /**
   * Sets the password; set the cookie of the session that is returned.
   *
   * @throws Refusal {@link ErrorCode#PROOF_TOO_OLD}, {@code PASSWORD_…}, {@link
   *     ErrorCode#UNAVAILABLE}
   */
  PageSession password(@Nullable String cookie, Password password) {
    Visit visit = visits.proven(cookie);
    UUID payerId = visit.payerId();
    NewPassword hashed = passwords.hash(password, contextWords(payerId));
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          // Whoever is proving, or locks this payer, right now goes first.
          proofs.bar(payerId);
          passwords.set(payerId, hashed);
          return changed(visit, NoticeKind.PASSWORD_CHANGED);
        });
  }

  /** What a new app needs; the one in use stays so until the new one has shown its first code. */
  OtpSetup app(@Nullable String cookie) {
    return otps.begin(visits.loosening(cookie).payerId());
  }

  /**
   * Puts the new app into use; set the cookie of the session that is returned.
   *
   * @throws Refusal {@link ErrorCode#CODE_WRONG}, {@link ErrorCode#RECOVERED_RECENTLY}, {@link
   *     ErrorCode#PROOF_TOO_OLD}
   */
  PageSession confirmApp(@Nullable String cookie, String code) {
    Visit visit = visits.loosening(cookie);
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          if (!otps.confirm(visit.payerId(), code)) {
            throw new Refusal(ErrorCode.CODE_WRONG);
          }
          return changed(visit, NoticeKind.APP_CHANGED);
        });
  }

  /**
   * Makes new recovery codes; all before them are void.
   *
   * @throws Refusal {@link ErrorCode#RECOVERED_RECENTLY}, {@link ErrorCode#PROOF_TOO_OLD}
   */
  RecoverySheet recoveryCodes(@Nullable String cookie) {
    UUID payerId = visits.loosening(cookie).payerId();
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          RecoverySheet sheet = recovery.make(payerId);
          tidings.tell(payerId, NoticeKind.RECOVERY_CODES_MADE);
          return sheet;
        });
  }

  /** What anybody would guess for this payer. */
  List<String> contextWords(UUID payerId) {
    return List.of(payers.aliasTyped(payerId).orElse(""), payers.email(payerId));
  }

  private PageSession changed(Visit visit, NoticeKind told) {
    sessions.endOthers(visit.payerId(), visit.session());
    tidings.tell(visit.payerId(), told);
    // The proof is as old as it was.
    return sessions.renew(visit.session(), Objects.requireNonNull(visit.session().provenAt()));
  }
}
