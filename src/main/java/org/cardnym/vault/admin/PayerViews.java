package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.card.CardTally;
import org.cardnym.vault.card.Wallet;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.PayerLock;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payment.PayerPayments;
import org.cardnym.vault.proof.LockedDoor;
import org.cardnym.vault.proof.LockedDoors;
import org.cardnym.vault.proof.OneFactorUses;
import org.cardnym.vault.proof.ProofKinds;
import org.cardnym.vault.session.KnownBrowsers;
import org.jspecify.annotations.Nullable;

/**
 * A payer as whoever helps them must see them: what keeps this person from paying, and whether what
 * they tell of themselves fits. That takes states, times and numbers only; so no name, contact,
 * card, shop or amount of a payment is here, and nothing that is sealed is opened for it.
 */
@ApplicationScoped
class PayerViews {
  private static final Duration LATE = Duration.ofDays(30);

  private final Payers payers;
  private final PayerLocks locks;
  private final LockedDoors doors;
  private final ProofKinds proofs;
  private final Wallet wallet;
  private final KnownBrowsers browsers;
  private final OneFactorUses oneFactor;
  private final PayerPayments payments;
  private final Clock clock;

  PayerViews(
      Payers payers,
      PayerLocks locks,
      LockedDoors doors,
      ProofKinds proofs,
      Wallet wallet,
      KnownBrowsers browsers,
      OneFactorUses oneFactor,
      PayerPayments payments,
      Clock clock) {
    this.payers = payers;
    this.locks = locks;
    this.doors = doors;
    this.proofs = proofs;
    this.wallet = wallet;
    this.browsers = browsers;
    this.oneFactor = oneFactor;
    this.payments = payments;
    this.clock = clock;
  }

  /**
   * One payer.
   *
   * @param registeredAt when the registration began
   * @param frozen true while the payer lets nothing be paid, which only the payer takes back
   * @param lock the operator's, if the state is {@code locked}
   * @param lockedDoors what failed tries have locked, and until when
   * @param loosensFrom until when, after a recovery, nothing may be loosened; absent once it is
   *     past
   * @param proofs the kinds that are set up, as {@link ProofKinds} names them
   * @param knownBrowsers that have paid for this payer before
   * @param oneFactor what was paid by a password alone since the last strong proof
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String id,
      String state,
      Instant registeredAt,
      boolean frozen,
      @Nullable Lock lock,
      List<Door> lockedDoors,
      @Nullable Instant loosensFrom,
      List<String> proofs,
      Cards cards,
      int knownBrowsers,
      List<OneFactor> oneFactor,
      Payments payments) {}

  /** Since when, whose, and why. */
  record Lock(Instant at, String by, String reason) {
    static Lock of(PayerLock lock) {
      return new Lock(lock.at(), lock.by(), lock.reason());
    }
  }

  /** How many; {@code frozen} are among the others. */
  record Cards(int waiting, int active, int limited, int frozen) {
    static Cards of(CardTally tally) {
      return new Cards(tally.waiting(), tally.active(), tally.limited(), tally.frozen());
    }
  }

  record Door(String proof, String browsers, Instant until) {
    static Door of(LockedDoor door) {
      return new Door(door.proof(), door.browsers(), door.until());
    }
  }

  /** How many, and their sum in minor units. */
  record OneFactor(String currency, int count, long sum) {
    static OneFactor of(OneFactorUses.Used used) {
      return new OneFactor(used.currency(), used.count(), used.sum());
    }
  }

  /**
   * Payments that this payer proved, whatever came of them.
   *
   * @param last30Days how many, counted back from now
   * @param lastAt the newest of all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Payments(long last30Days, @Nullable Instant lastAt) {
    static Payments of(PayerPayments.Recent recent) {
      return new Payments(recent.count(), recent.lastAt());
    }
  }

  @Transactional
  Body of(UUID payerId) {
    Payer payer = payers.get(payerId);
    return new Body(
        TypeId.of(IdKind.PAYER, payerId),
        payer.state().wire(),
        payer.createdAt(),
        payer.frozen(),
        locks.of(payerId).map(Lock::of).orElse(null),
        doors.of(payerId).stream().map(Door::of).toList(),
        payer.mayLoosen(clock.instant()) ? null : payer.loosensFrom(),
        proofs.of(payerId),
        Cards.of(wallet.tally(payerId)),
        browsers.of(payerId).size(),
        oneFactor.of(payerId).stream().map(OneFactor::of).toList(),
        Payments.of(payments.recent(payerId, clock.instant().minus(LATE))));
  }
}
