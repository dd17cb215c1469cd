package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.proof.PasswordAndCode;
import org.cardnym.vault.proof.ProofTry;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.proof.Proven;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class UnknownBankTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject Pipeline pipeline;
  @Inject Proofs proofs;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;
  private Purchase purchase;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
  }

  @Test
  void aSilentBankFailsThePaymentAndTheHoldStaysUntilTheReversalIsAcknowledged() {
    bank.staysSilent(1_000);
    prove();

    assertThat(visitor.outcome(purchase)).isEqualTo("failed");
    assertThat(shop.look(purchase.id()).<String>path("reversal")).isEqualTo("pending");
    assertThat(hold()).isEqualTo("LIVE");
    assertThat(events()).isEqualTo("payment.failed");

    bank.answersAgain();
    awaitReversal("done");

    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("failed");
    assertThat(hold()).isEqualTo("RELEASED");
    assertThat(events()).isEqualTo("payment.failed payment.reversed");
    List<Object> kinds =
        bank.receivedFor(purchase.id()).stream().map(m -> m.get("kind")).distinct().toList();
    assertThat(kinds).containsExactly("authorization", "reversal");
  }

  @Test
  void anAnswerToARepeatStillApproves() {
    bank.staysSilent(1);

    prove();

    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    List<Map<String, Object>> messages = bank.receivedFor(purchase.id());
    assertThat(messages).hasSize(2);
    assertThat(messages.get(1))
        .containsEntry("messageId", messages.get(0).get("messageId"))
        .containsEntry("repeat", 1L);
    assertThat(messages.get(1).get("jti")).isNotEqualTo(messages.get(0).get("jti"));
    assertThat(hold()).isEqualTo("USED");
  }

  @Test
  void aBankThatCannotBeReachedLeavesNothingToUndo() {
    bank.unreachable();
    try {
      prove();

      assertThat(visitor.outcome(purchase)).isEqualTo("failed");
      assertThat(shop.look(purchase.id()).<String>path("reversal")).isEqualTo("none");
      assertThat(hold()).isEqualTo("RELEASED");
      assertThat(events()).isEqualTo("payment.failed");
    } finally {
      bank.reachable();
    }
  }

  @Test
  void whatWasIntendedIsSentByTheSweeperWhereTheReplicaDied() {
    var given = new PasswordAndCode(Password.typed(Shoppers.PASSWORD), shoppers.freshCode(shopper));
    Proven proven = proofs.judge("192.0.2.9", given, this::proofTry, purchase.id());
    String bound = visitor.cookie("__Host-" + purchase.id());

    QuarkusTransaction.requiringNew()
        .run(() -> pipeline.commit(purchase.uuid(), bound, null, proven, false));

    assertThat(visitor.view(purchase).<String>path("state")).isIn("processing", "approved");
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
    assertThat(hold()).isEqualTo("USED");
  }

  private ProofTry proofTry() {
    return new ProofTry(
        shopper.id(), List.of("any-index"), null, null, Consent.signIn(shopper.id()));
  }

  private void prove() {
    var answer = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
  }

  private void awaitReversal(String state) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!shop.look(purchase.id()).path("reversal").equals(state) && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(shop.look(purchase.id()).<String>path("reversal")).isEqualTo(state);
  }

  private Object hold() {
    return tables.read("select state from card_hold where payment_id = ?1", purchase.uuid());
  }

  private Object events() {
    return tables.read(
        "select string_agg(type, ' ' order by event_id) from payment_event where payment_id = ?1",
        purchase.uuid());
  }
}
