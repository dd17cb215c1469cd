package org.cardnym.vault.enrolment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.notice.BrowserKind;
import org.cardnym.vault.notice.ContactCodes;
import org.cardnym.vault.otp.OtpSetup;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.payer.ContactText;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;

/**
 * A registration, step by step: contact, its code, name, password, one-time codes. The session is
 * new after every proof.
 */
@ApplicationScoped
class Registration {
  private final Steps steps;
  private final Payers payers;
  private final PageSessions sessions;
  private final ContactCodes codes;
  private final Passwords passwords;
  private final Otps otps;
  private final Limits limits;
  private final Subjects subjects;
  private final Clock clock;

  Registration(
      Steps steps,
      Payers payers,
      PageSessions sessions,
      ContactCodes codes,
      Passwords passwords,
      Otps otps,
      Limits limits,
      Subjects subjects,
      Clock clock) {
    this.steps = steps;
    this.payers = payers;
    this.sessions = sessions;
    this.codes = codes;
    this.passwords = passwords;
    this.otps = otps;
    this.limits = limits;
    this.subjects = subjects;
    this.clock = clock;
  }

  /** Begins anew with a contact and mails it a code. */
  PageSession contact(String typed, ZoneId zone, String address, BrowserKind asker) {
    String email = ContactText.require(typed);
    limits.require(Limit.CONTACT_CODES_PER_ADDRESS, subjects.address(address));
    limits.require(Limit.CONTACT_CODES_PER_CONTACT, subjects.contact(email));
    UUID payerId =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              Payer payer = payers.begin(email, zone);
              steps.begin(payer.id());
              codes.send(payer.id(), asker);
              return payer.id();
            });
    return sessions.begin(payerId);
  }

  /** Confirms the contact; a wrong, old or used code is {@link ErrorCode#CODE_WRONG}. */
  PageSession confirm(PageSession session, String code) {
    UUID payerId = session.requirePayer();
    if (!codes.confirm(payerId, code)) {
      throw new Refusal(ErrorCode.CODE_WRONG);
    }
    take(payerId, Step.CONFIRM, () -> {});
    return sessions.renew(session, clock.instant());
  }

  /**
   * Chooses the name. That it is taken is told a few times a day only, and only after the contact
   * is confirmed.
   */
  void alias(PageSession session, String typed) {
    UUID payerId = session.requirePayer();
    steps.require(payerId, Step.ALIAS);
    AliasText.prepare(typed);
    limits.require(Limit.ALIAS_TAKEN_ANSWERS, subjects.contact(payers.email(payerId)));
    take(payerId, Step.ALIAS, () -> payers.nameAlias(payerId, typed));
  }

  void password(PageSession session, Password password, String address) {
    UUID payerId = session.requirePayer();
    requirePending(payerId, Step.PASSWORD);
    limits.require(Limit.PROOFS_SET_PER_ADDRESS, subjects.address(address));
    passwords.set(
        payerId, password, List.of(payers.aliasTyped(payerId).orElse(""), payers.email(payerId)));
    take(payerId, Step.PASSWORD, () -> {});
  }

  OtpSetup otp(PageSession session, String address) {
    UUID payerId = session.requirePayer();
    requirePending(payerId, Step.OTP);
    limits.require(Limit.PROOFS_SET_PER_ADDRESS, subjects.address(address));
    return otps.begin(payerId);
  }

  /**
   * Confirms the authenticator by one code; the payer can pay from now on, and this proof stands in
   * the new session.
   */
  PageSession confirmOtp(PageSession session, String code) {
    UUID payerId = session.requirePayer();
    requirePending(payerId, Step.OTP);
    limits.require(Limit.CONTACT_CODE_TRIES, subjects.challenge(session.id()));
    if (!otps.confirm(payerId, code)) {
      throw new Refusal(ErrorCode.CODE_WRONG);
    }
    take(payerId, Step.OTP, () -> payers.activate(payerId));
    return sessions.renew(session, clock.instant());
  }

  /**
   * Proofs are set here while a registration is under way only; later it takes a proof to change
   * one.
   */
  private void requirePending(UUID payerId, Step step) {
    steps.require(payerId, step);
    if (steps.next(payerId) == Step.CARD) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
  }

  private void take(UUID payerId, Step step, Runnable work) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          work.run();
          steps.taken(payerId, step);
        });
  }
}
