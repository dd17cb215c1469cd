package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.cardnym.vault.limit.Counter;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.TestPasskeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where strangers fail often, at one shop or everywhere, each address has few tries left; nobody is
 * shut out by it, least of all who has paid before.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(BrakesTest.SoonSlowed.class)
class BrakesTest {
  private static final String WRONG = "not the password";
  private static final int AT_A_SHOP = 4;
  private static final int SHARE = 5;

  /** Small brakes. */
  public static class SoonSlowed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      var all = new HashMap<>(new QuickPayments().getConfigOverrides());
      all.put("cardnym.limit.stranger-proofs-per-merchant.tries", Integer.toString(AT_A_SHOP));
      all.put("cardnym.limit.stranger-proofs-per-vault.tries", "320");
      return all;
    }
  }

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject Merchants merchants;
  @Inject Limits limits;
  @Inject Subjects subjects;
  @Inject Tables tables;
  @Inject MeterRegistry meters;
  private final Visitor own = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    assertThat(pay(own)).isEqualTo(200);
  }

  @Test
  void namesGuessedAtOneShopSlowStrangersThereWhateverTheName() {
    double before = reached(Limit.STRANGER_PROOFS_PER_MERCHANT);
    guess(AT_A_SHOP);
    assertThat(reached(Limit.STRANGER_PROOFS_PER_MERCHANT)).isEqualTo(before + 1);
    guess(SHARE);

    Response known = prove(new Visitor(), shopper.alias(), WRONG, "000000");
    Response unknown = prove(new Visitor(), "nobody-has-this", WRONG, "000000");
    Response right =
        prove(new Visitor(), shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(told(known)).startsWith("429").contains("too_many_requests");
    assertThat(told(unknown)).isEqualTo(told(known));
    assertThat(told(right)).isEqualTo(told(known));
    assertThat(known.header("Retry-After")).isNull();
  }

  @Test
  void aBrakeShutsOutNeitherWhoPaidBeforeNorAPasskeyNorAnotherAddress() {
    Authenticator phone = passkeys.of(shopper.id());
    slowed();
    assertThat(pay(new Visitor())).isEqualTo(429);

    assertThat(pay(own)).isEqualTo(200);
    assertThat(touch(phone)).isEqualTo(200);
    anotherAddress();
    assertThat(pay(new Visitor())).isEqualTo(200);
  }

  @Test
  void aBrakeAtOneShopSlowsNobodyAtAnother() {
    slowed();
    assertThat(pay(new Visitor())).isEqualTo(429);

    shop = Shop.open(merchants);

    assertThat(pay(new Visitor())).isEqualTo(200);
  }

  @Test
  void aTryThatIsRefusedForItsAddressLocksNoName() {
    slowed();
    tables.write("delete from limit_counter where limit_name like 'PASSWORD%'");

    for (int i = 0; i < SHARE; i++) {
      assertThat(prove(new Visitor(), shopper.alias(), WRONG, "000000").statusCode())
          .isEqualTo(429);
    }

    assertThat(tables.read("select count(*) from limit_counter where limit_name like 'PASSWORD%'"))
        .isEqualTo(0L);
  }

  @Test
  void onlyTriesThatFailCount() {
    tables.write("delete from limit_counter");
    for (int i = 0; i < AT_A_SHOP + 2; i++) {
      assertThat(pay(new Visitor())).isEqualTo(200);
    }
    assertThat(counted("STRANGER_PROOFS_PER_MERCHANT")).isEqualTo(0L);
    assertThat(counted("STRANGER_PROOFS_PER_VAULT")).isEqualTo(0L);

    guess(2);

    assertThat(counted("STRANGER_PROOFS_PER_MERCHANT")).isEqualTo(2L);
    assertThat(counted("STRANGER_PROOFS_PER_VAULT")).isEqualTo(2L);
  }

  @Test
  void oneThatHoldsDoesNotLetGoABrakeThatIsOn() {
    guess(AT_A_SHOP);
    assertThat(pay(new Visitor())).isEqualTo(200);

    guess(SHARE - 1);

    assertThat(prove(new Visitor(), "nobody-has-this", WRONG, "000000").statusCode())
        .isEqualTo(429);
  }

  @Test
  void guessingOverTheWholeVaultSlowsStrangersAtEveryDoorAndShutsNoneOfThem() {
    everywhere();
    guess(SHARE);

    assertThat(pay(new Visitor())).isEqualTo(429);
    assertThat(signIn(new Visitor())).isEqualTo(429);
    assertThat(pay(own)).isEqualTo(200);
    assertThat(signIn(own)).isEqualTo(204);
    anotherAddress();
    assertThat(pay(new Visitor())).isEqualTo(200);
    assertThat(signIn(new Visitor())).isEqualTo(204);
  }

  /** Enough that every part of the vault's brake has had its share. */
  private void everywhere() {
    Limit vault = Limit.STRANGER_PROOFS_PER_VAULT;
    for (int i = 0; i < 1_200; i++) {
      limits.attempts(List.of(new Counter(vault, subjects.vault(vault))));
    }
  }

  /** The shop's brake is on, and this address has had what is left then. */
  private void slowed() {
    guess(AT_A_SHOP + SHARE);
  }

  /** What this one's tries were counted as is gone. */
  private void anotherAddress() {
    tables.write("delete from limit_counter where limit_name = 'SLOWED_PROOFS_PER_ADDRESS'");
  }

  /** Each at another name, in another browser. */
  private void guess(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(prove(new Visitor(), "nobody-has-" + i, WRONG, "000000").statusCode())
          .isEqualTo(403);
    }
  }

  private int pay(Visitor visitor) {
    return prove(visitor, shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper))
        .statusCode();
  }

  private Response prove(Visitor visitor, String alias, String password, String code) {
    Purchase purchase = shop.sell(alias, 100);
    return visitor.at(shop, purchase).prove(purchase, password, code);
  }

  private int touch(Authenticator phone) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    Visitor visitor = new Visitor().at(shop, purchase);
    String path = "/pay/" + purchase.id();
    String challenge = visitor.send(path + "/passkey", "{}").path("challenge");
    return visitor
        .send(path + "/proofs", PasskeyPaymentTest.json(phone.sign(challenge), ""))
        .statusCode();
  }

  private int signIn(Visitor visitor) {
    return visitor
        .send(
            "/account/sign-in",
            "{\"alias\":\"%s\",\"proofs\":{\"password\":\"%s\",\"code\":\"%s\"}}"
                .formatted(shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper)))
        .statusCode();
  }

  private Object counted(String limit) {
    return tables.read(
        "select coalesce(sum(tries), 0) from limit_counter where limit_name = ?1", limit);
  }

  private double reached(Limit limit) {
    return meters.counter("cardnym_limit_last_tries", "limit", limit.name()).count();
  }

  private static String told(Response answer) {
    return answer.statusCode() + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "");
  }
}
