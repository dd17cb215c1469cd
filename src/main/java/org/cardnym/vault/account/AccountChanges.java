package org.cardnym.vault.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.departure.Farewell;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What a payer does to the whole account: freezes it, takes that back, closes it. */
@ApplicationScoped
class AccountChanges {
  private final Visits visits;
  private final Payers payers;
  private final Farewell farewell;
  private final Tidings tidings;

  AccountChanges(Visits visits, Payers payers, Farewell farewell, Tidings tidings) {
    this.visits = visits;
    this.payers = payers;
    this.farewell = farewell;
    this.tidings = tidings;
  }

  void freeze(@Nullable String cookie) {
    Visit visit = visits.changing(cookie);
    QuarkusTransaction.requiringNew().run(() -> payers.freeze(visit.payerId()));
  }

  void unfreeze(@Nullable String cookie) {
    Visit visit = visits.loosening(cookie);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          if (payers.unfreeze(visit.payerId())) {
            tidings.tell(visit.payerId(), NoticeKind.UNFROZEN);
          }
        });
  }

  /**
   * Closes the account: for good, so the username has to be typed once more.
   *
   * @throws Refusal {@link ErrorCode#CONFIRMATION_WRONG}; {@link ErrorCode#PAYMENTS_OPEN} while a
   *     payment waits for its bank; {@link ErrorCode#PROOF_TOO_OLD}
   */
  void close(@Nullable String cookie, String typed) {
    UUID payerId = visits.loosening(cookie).payerId();
    if (!isNameOf(payerId, typed)) {
      throw new Refusal(ErrorCode.CONFIRMATION_WRONG);
    }
    QuarkusTransaction.requiringNew().run(() -> farewell.close(payerId));
  }

  private boolean isNameOf(UUID payerId, String typed) {
    String name = payers.aliasTyped(payerId).orElseThrow();
    try {
      return AliasText.prepare(typed).prepared().equals(AliasText.prepare(name).prepared());
    } catch (Refusal unfit) {
      return false;
    }
  }
}
