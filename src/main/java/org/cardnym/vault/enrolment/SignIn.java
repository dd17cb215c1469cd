package org.cardnym.vault.enrolment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.BrowserNotices;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.proof.GivenProofs;
import org.cardnym.vault.proof.ProofTry;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.proof.Proven;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * Signs a registered payer in, and asks them again: both proofs, given in this very session. One
 * answer for unknown, wrong, locked and disabled.
 */
@ApplicationScoped
public class SignIn {
  /** Who signs in has no session yet. */
  private static final UUID NO_SESSION = new UUID(0, 0);

  private final Proofs proofs;
  private final ProvenPayers proven;
  private final Payers payers;
  private final Aliases aliases;
  private final PageSessions sessions;
  private final KnownBrowsers browsers;
  private final BrowserNotices notices;
  private final Audit audit;
  private final Clock clock;

  SignIn(
      Proofs proofs,
      ProvenPayers proven,
      Payers payers,
      Aliases aliases,
      PageSessions sessions,
      KnownBrowsers browsers,
      BrowserNotices notices,
      Audit audit,
      Clock clock) {
    this.proofs = proofs;
    this.proven = proven;
    this.payers = payers;
    this.aliases = aliases;
    this.sessions = sessions;
    this.browsers = browsers;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Where proofs come from.
   *
   * @param browserCookie the value of {@link KnownBrowsers#COOKIE}, or null
   * @param address the client's address
   */
  public record From(@Nullable String browserCookie, String address) {}

  /** What whoever signs in consents to. */
  public static Consent consent() {
    return Consent.signIn(NO_SESSION);
  }

  /** What whoever proves again in this session consents to. */
  public static Consent consent(PageSession session) {
    return Consent.signIn(session.id());
  }

  /**
   * Begins a session of its own, whatever session the browser brought: nobody can have prepared it.
   * In a browser that has not paid with this name the payer is told by mail.
   *
   * @param alias as typed
   * @throws Refusal {@link ErrorCode#PROOF_FAILED}; {@code ALIAS_…} for what depends on the text
   *     alone
   */
  public PageSession signIn(String alias, GivenProofs given, From from) {
    Proven held = judge(aliases.index(AliasText.prepare(alias)), given, consent(), from);
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          PageSession session = renewed(sessions.begin(held.payerId()), held);
          if (held.newBrowser()) {
            notices.signedIn(held.payerId(), clock.instant());
          }
          return session;
        });
  }

  /**
   * Asks the session's own payer again; the session's secret is new then.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED}, {@link ErrorCode#SESSION_ENDED}
   */
  public PageSession again(PageSession session, GivenProofs given, From from) {
    UUID payerId = proven.signedIn(session);
    String alias = payers.aliasTyped(payerId).orElseThrow();
    Proven held = judge(aliases.index(AliasText.prepare(alias)), given, consent(session), from);
    if (!held.payerId().equals(payerId)) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    return QuarkusTransaction.requiringNew().call(() -> renewed(session, held));
  }

  private Proven judge(AliasIndex name, GivenProofs given, Consent consent, From from) {
    UUID browser = browsers.read(from.browserCookie()).orElse(null);
    return proofs.judge(
        from.address(),
        given,
        () ->
            new ProofTry(aliases.payerOf(name).orElse(null), name.values(), browser, null, consent),
        "sign_in");
  }

  private PageSession renewed(PageSession session, Proven held) {
    proofs.use(held);
    audit.record(
        AuditEvent.done(
            Payers.actor(held.payerId()),
            AuditAction.SIGNED_IN,
            TypeId.of(IdKind.PAYER, held.payerId())));
    return sessions.renew(session, clock.instant());
  }
}
