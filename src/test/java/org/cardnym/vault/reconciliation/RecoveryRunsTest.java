package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.QuickBanks;
import org.cardnym.vault.payment.TestPayments;
import org.cardnym.vault.standing.Look;
import org.cardnym.vault.standing.Recoveries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a restore has lost, compared by whichever run comes to it. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class RecoveryRunsTest extends BooksHarness {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Inject Reconciliations reconciliations;
  @Inject Recoveries recoveries;
  @Inject Look look;
  @Inject TestPayments payments;

  @AfterEach
  void serve() {
    recoveries
        .recovery()
        .ifPresent(under ->
            QuarkusTransaction.requiringNew()
                .run(() -> recoveries.end(under.id(), "test", Map.of())));
    look.now();
  }

  @Test
  void aLostRefundIsTakenOverDuringTheRecoveryAndAfterIt() {
    UUID first = refundedThereOnly();
    UUID second = refundedThereOnly();
    recoveries.begin("test", "drill", began);

    RunView during = ended();

    assertThat(during.agreed()).as(during.toString()).isEqualTo(4);
    assertThat(open()).isEmpty();
    assertThat(givenBack(first)).isEqualTo(1999);

    forget(second);
    serve();
    RunView after = ended();

    assertThat(after.agreed()).as(after.toString()).isEqualTo(4);
    assertThat(givenBack(second)).isEqualTo(1999);
  }

  @Test
  void aRefundOfAnotherTimeIsListedOnly() {
    recoveries.begin("test", "drill", began);
    serve();
    UUID refund = refundedThereOnly();

    ended();

    assertThat(codes()).isEqualTo(Map.of(refund, DifferenceCode.UNKNOWN_AT_VAULT));
    assertThat(givenBack(refund)).isZero();
  }

  @Test
  void aLostRefundOfAPaymentThatIsRefusedIsListedOnly() {
    UUID forged = refundedThereOnly();
    UUID sound = refundedThereOnly();
    banks.write(
        "update payment set captured = captured + 1 where payment_id = :payment",
        Map.of("payment", bank.paymentOf(forged)));
    recoveries.begin("test", "drill", began);

    ended();

    assertThat(codes()).isEqualTo(Map.of(forged, DifferenceCode.ROW_REFUSED));
    assertThat(givenBack(forged)).isZero();
    assertThat(givenBack(sound)).isEqualTo(1999);
  }

  @Test
  void aRunThatReversedAsManyAsItMayHasComparedNothing() {
    for (int i = 0; i < 5; i++) {
      bank.bookedThereOnly("authorization", "approved");
    }

    RunView first = ended();

    assertThat(first.reversed()).isEqualTo(3);
    assertThat(reconciliations.comparedUpTo(bank.id(), began, first.until(), began))
        .contains(began);
    assertThat(reconciliations.waitsFor(bank.id()).orElseThrow()).contains("banks reconcile");
    recover();
    assertThat(runs.page(bank.id(), null, 10)).as("a person looks first").hasSize(1);

    RunView second = ended();

    assertThat(second.reversed()).isEqualTo(2);
    assertThat(reconciliations.comparedUpTo(bank.id(), began, second.until(), began)).isEmpty();
  }

  @Test
  void aRunThatWasNotEnoughIsNotMadeAgainAtOnce() {
    UUID underWay = bank.underWay();
    bank.bookedThere(underWay, "authorization", "approved", 1999);
    recover();
    await(() -> !runs.under(bank.id()));
    assertThat(runs.page(bank.id(), null, 10).getFirst().settling()).isEqualTo(1);

    recover();

    assertThat(runs.page(bank.id(), null, 10)).hasSize(1);
    assertThat(reconciliations.waitsFor(bank.id())).contains("1 still under way");
    reconciliations.recover(bank.id(), began, Instant.now(), began, Duration.ZERO);
    assertThat(runs.page(bank.id(), null, 10)).hasSize(2);
    await(() -> !runs.under(bank.id()));
  }

  @Test
  void aRecoveryHurriesNoRunThatWaitsForItsBank() {
    bank.fails(503);
    RunView waits = driven(began());

    recover();

    assertThat(queue.claim(100)).doesNotContain(waits.id());
    assertThat(runs.page(bank.id(), null, 10)).hasSize(1);
  }

  private void recover() {
    reconciliations.recover(bank.id(), began, Instant.now(), began, PAUSE);
  }

  /** A sale that both sides know, and 19.99 EUR that the bank alone knows to be given back. */
  private UUID refundedThereOnly() {
    UUID sale = bank.sold();
    payments.paid(bank.paymentOf(sale), bank.id(), sale);
    UUID refund = bank.bookedThereOnly("refund", "approved");
    bank.rewrite(refund, "payment", TypeId.of(IdKind.PAYMENT, bank.paymentOf(sale)));
    return refund;
  }

  private long givenBack(UUID refund) {
    return banks.count(
        "select refunded from payment where payment_id = :payment",
        Map.of("payment", bank.paymentOf(refund)));
  }

  /** As if this one were lost. */
  private void forget(UUID refund) {
    UUID payment = bank.paymentOf(refund);
    UUID sale = payments.messageOf(payment);
    for (String table : new String[] {"refund", "payment"}) {
      banks.write(
          "delete from " + table + " where payment_id = :payment", Map.of("payment", payment));
    }
    banks.write("delete from exchange where message_id = :refund", Map.of("refund", refund));
    payments.paid(payment, bank.id(), sale);
  }
}
