package org.cardnym.vault.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.account.Tidings;
import org.cardnym.vault.account.Visit;
import org.cardnym.vault.account.Visits;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.TextMessages;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.sms.CodeSent;
import org.cardnym.vault.sms.Mobile;
import org.cardnym.vault.sms.MobileNumbers;
import org.jspecify.annotations.Nullable;

/**
 * What a payer does to their mobile number. Adding and removing take a fresh proof and are told by
 * mail; none is added in the day after a recovery, whose mail the owner may not have read yet.
 * Where text messages are not turned on, nothing of it is there.
 */
@ApplicationScoped
class MobileChanges {
  private final Visits visits;
  private final MobileNumbers mobiles;
  private final TextMessages messages;
  private final Limits limits;
  private final Subjects subjects;
  private final Tidings tidings;

  MobileChanges(
      Visits visits,
      MobileNumbers mobiles,
      TextMessages messages,
      Limits limits,
      Subjects subjects,
      Tidings tidings) {
    this.visits = visits;
    this.mobiles = mobiles;
    this.messages = messages;
    this.limits = limits;
    this.subjects = subjects;
    this.tidings = tidings;
  }

  boolean offered() {
    return messages.on();
  }

  Optional<Mobile> of(@Nullable String cookie) {
    requireOffered();
    return mobiles.of(visits.looking(cookie).payerId());
  }

  /**
   * Sends a code to a number, whoever's it is; it is asked for with a fresh proof, and counted.
   *
   * @param address the client's address
   */
  CodeSent begin(@Nullable String cookie, String typed, String address) {
    requireOffered();
    UUID payerId = visits.loosening(cookie).payerId();
    mobiles.requireFit(typed);
    limits.requireOwn(Limit.TEXTS_PER_ADDRESS, subjects.address(address));
    limits.requireOwn(Limit.MOBILE_CODES_PER_PAYER, subjects.payer(payerId));
    return QuarkusTransaction.requiringNew().call(() -> mobiles.begin(payerId, typed));
  }

  /**
   * Puts the number into use whose code this is.
   *
   * @throws Refusal {@link ErrorCode#CODE_WRONG} if it is wrong, used, too old, or has had its
   *     tries
   */
  void confirm(@Nullable String cookie, String code) {
    requireOffered();
    Visit visit = visits.loosening(cookie);
    UUID payerId = visit.payerId();
    UUID codeId =
        mobiles
            .waiting(payerId)
            .filter(id -> limits.tryNow(Limit.MOBILE_CODE_TRIES, subjects.challenge(id)))
            .orElseThrow(() -> new Refusal(ErrorCode.CODE_WRONG));
    QuarkusTransaction.requiringNew()
        .run(() -> {
          Mobile added =
              mobiles
                  .confirm(payerId, codeId, code)
                  .orElseThrow(() -> new Refusal(ErrorCode.CODE_WRONG));
          tidings.tell(payerId, NoticeKind.NEW_MOBILE, Map.of("end", added.end()));
        });
  }

  void remove(@Nullable String cookie) {
    requireOffered();
    UUID payerId = visits.proven(cookie).payerId();
    QuarkusTransaction.requiringNew()
        .run(() -> {
          Mobile removed = mobiles.remove(payerId);
          tidings.tell(payerId, NoticeKind.MOBILE_REMOVED, Map.of("end", removed.end()));
        });
  }

  private void requireOffered() {
    if (!offered()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }
}
