package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Statements;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.payer.Payers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vault hashes at 19456, 2, 1; these payers' hashes were made at 12288, 3, 1. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class RenewedHashTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject OldHashes old;
  @Inject Passwords passwords;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject MeterRegistry meters;
  private Shopper shopper;

  @BeforeEach
  void open() {
    house.open();
    shopper = shoppers.withCard();
    old.give(shopper.id(), Shoppers.PASSWORD);
  }

  @Test
  void aHashOfAnotherCostIsMadeAnewOnceBothProofsHeld() {
    double before = renewed();
    Object since = setAt();

    assertThat(signIn(Shoppers.PASSWORD, shoppers.freshCode(shopper)).statusCode()).isEqualTo(204);

    assertThat(old.standsFor(shopper.id())).isFalse();
    assertThat(renewed()).isEqualTo(before + 1);
    assertThat(setAt()).isEqualTo(since);
    assertThat(signIn(Shoppers.PASSWORD, shoppers.freshCode(shopper)).statusCode()).isEqualTo(204);
    assertThat(renewed()).isEqualTo(before + 1);
  }

  @Test
  void oneProofAloneRenewsNothing() {
    assertThat(signIn(Shoppers.PASSWORD, "000000").statusCode()).isEqualTo(403);
    assertThat(signIn("not the password", shoppers.freshCode(shopper)).statusCode()).isEqualTo(403);

    assertThat(old.standsFor(shopper.id())).isTrue();
  }

  @Test
  void triesThatFailRunTheStatementsOfANameThatNobodyHas() {
    shoppers.freshCode(shopper);
    signIn("warming-up", Shoppers.PASSWORD, "000000");

    Statements.forget();
    signIn(Shoppers.PASSWORD, "000000");
    List<String> forStale = Statements.seen();
    Statements.forget();
    signIn("nobody-has-this", Shoppers.PASSWORD, "000000");

    assertThat(Statements.seen()).isEqualTo(forStale).isNotEmpty();
  }

  @Test
  void aPasswordThatWasSetMeanwhileStays() {
    try (HashingTurn turn = passwords.turn();
        Password before = Password.typed(Shoppers.PASSWORD);
        Password after = Password.typed("nine herons over the weir")) {
      Judged judged = passwords.judge(turn, shopper.id(), before);
      passwords.set(shopper.id(), after, List.of());

      passwords.renew(turn, shopper.id(), before, judged);

      assertThat(passwords.judge(turn, shopper.id(), after).holds()).isTrue();
      assertThat(passwords.judge(turn, shopper.id(), before).holds()).isFalse();
    }
  }

  @Test
  void theDecoysHashIsOfTheConfiguredCostAfterAStart() {
    UUID decoy = payers.decoy();
    old.give(decoy, "nobody's password");

    QuarkusTransaction.requiringNew().run(() -> passwords.prepare(decoy));

    assertThat(old.standsFor(decoy)).isFalse();
  }

  private Response signIn(String password, String code) {
    return signIn(shopper.alias(), password, code);
  }

  private static Response signIn(String alias, String password, String code) {
    return new Visitor()
        .send(
            "/account/sign-in",
            "{\"alias\":\"%s\",\"proofs\":{\"password\":\"%s\",\"code\":\"%s\"}}"
                .formatted(alias, password, code));
  }

  private double renewed() {
    return meters.counter("cardnym_hashing_renewed").count();
  }

  private Object setAt() {
    return tables.read("select set_at from password where payer_id = ?1", shopper.id());
  }
}
