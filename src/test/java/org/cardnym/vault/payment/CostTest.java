package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Statements;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a payment costs the database, as docs/architecture.md tells it: whoever makes one dearer
 * says so there.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class CostTest {
  private static final int ROUNDS = 6;

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Tables tables;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
  }

  @Test
  void aPaymentCostsNoMoreThanItsTableSays() {
    Cost create = Cost.MOST;
    Cost open = Cost.MOST;
    Cost prove = Cost.MOST;
    Cost refund = Cost.MOST;
    for (int round = 0; round < ROUNDS; round++) {
      Purchase[] made = new Purchase[1];
      create = create.least(cost(() -> made[0] = shop.sell(shopper.alias(), 100)));
      open = open.least(cost(() -> visitor.at(shop, made[0])));
      String code = shoppers.freshCode(shopper);
      prove = prove.least(cost(() -> assertThat(paid(made[0], code)).isEqualTo("approved")));
      refund = refund.least(cost(() -> giveBack(made[0])));
    }

    assertThat(create.within(8, 2)).as("create %s", create).isTrue();
    assertThat(open.within(11, 2)).as("open %s", open).isTrue();
    assertThat(prove.within(61, 8)).as("prove %s", prove).isTrue();
    assertThat(refund.within(33, 4)).as("refund %s", refund).isTrue();
  }

  private String paid(Purchase purchase, String code) {
    return visitor.prove(purchase, Shoppers.PASSWORD, code).path("state");
  }

  /** Asks, and waits until the bank's answer is committed. */
  private void giveBack(Purchase purchase) {
    shop.giveBack(purchase, 60);
    long end = System.nanoTime() + 15_000_000_000L;
    while (state(purchase).equals("PROCESSING") && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(state(purchase)).isEqualTo("SUCCEEDED");
  }

  /** Read on this thread, whose statements are not counted. */
  private Object state(Purchase purchase) {
    return tables.read("select state from refund where payment_id = ?1", purchase.uuid());
  }

  /**
   * Transactions that write are those that get an identifier; what is scheduled adds to one round
   * or another, not to all.
   */
  private Cost cost(Runnable step) {
    Statements.forget();
    long before = transaction();
    step.run();
    return new Cost(Statements.seen().size(), transaction() - before - 1);
  }

  private long transaction() {
    return ((Number) tables.read("select cast(cast(pg_current_xact_id() as text) as bigint)"))
        .longValue();
  }

  private record Cost(long statements, long writes) {
    static final Cost MOST = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);

    Cost least(Cost other) {
      return new Cost(Math.min(statements, other.statements), Math.min(writes, other.writes));
    }

    boolean within(long mostStatements, long mostWrites) {
      return statements <= mostStatements && writes <= mostWrites;
    }
  }
}
