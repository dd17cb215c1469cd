package org.cardnym.vault.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.account.Visit;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.recovery.RecoveryCodes;
import org.cardnym.vault.session.KnownBrowsers;
import org.jspecify.annotations.Nullable;

/** What the page shows: since when each proof stands, and the browsers that have paid. */
@ApplicationScoped
class Standing {
  private final Payers payers;
  private final Passwords passwords;
  private final Otps otps;
  private final RecoveryCodes recovery;
  private final KnownBrowsers browsers;

  Standing(
      Payers payers,
      Passwords passwords,
      Otps otps,
      RecoveryCodes recovery,
      KnownBrowsers browsers) {
    this.payers = payers;
    this.passwords = passwords;
    this.otps = otps;
    this.recovery = recovery;
    this.browsers = browsers;
  }

  /**
   * A browser that has paid.
   *
   * @param here true if it is the one that asks
   */
  record Browser(String id, Instant firstPaidAt, Instant lastPaidAt, boolean here) {}

  /** Recovery codes that were not used, and when they were made. */
  record Codes(int left, Instant madeAt) {}

  /**
   * The account's proofs.
   *
   * @param passwordSetAt since when the password stands
   * @param appSetAt since when the authenticator app is in use
   * @param recoveryCodes null if none were ever made
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String alias,
      Instant passwordSetAt,
      Instant appSetAt,
      @Nullable Codes recoveryCodes,
      List<Browser> browsers) {
    @Override
    public String toString() {
      return "Body";
    }
  }

  /** What stands; {@code browserCookie} says which of the browsers asks. */
  @Transactional
  Body of(Visit visit, @Nullable String browserCookie) {
    UUID payerId = visit.payerId();
    UUID here = browsers.read(browserCookie).orElse(null);
    return new Body(
        payers.aliasTyped(payerId).orElse(""),
        passwords.setAt(payerId).orElseThrow(),
        otps.setAt(payerId).orElseThrow(),
        recovery.kept(payerId).map(kept -> new Codes(kept.left(), kept.madeAt())).orElse(null),
        browsers.of(payerId).stream().map(known -> browser(known, here)).toList());
  }

  private static Browser browser(KnownBrowsers.Known known, @Nullable UUID here) {
    return new Browser(
        TypeId.of(IdKind.BROWSER, known.id()),
        known.firstPaidAt(),
        known.lastPaidAt(),
        known.id().equals(here));
  }
}
