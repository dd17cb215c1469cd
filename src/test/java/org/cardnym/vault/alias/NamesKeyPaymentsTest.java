package org.cardnym.vault.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyProofs;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.RotationProfile;
import org.cardnym.vault.keys.Rotations;
import org.cardnym.vault.keys.TestWalk;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.proof.LockedDoors;
import org.cardnym.vault.session.KnownBrowsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key of names is replaced under payments, and gives nobody who guesses another try. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class NamesKeyPaymentsTest {
  private static final KeyPurpose NAMES = KeyPurpose.ALIAS_INDEX;
  private static final Limit DOOR = Limit.PASSWORD_STRANGERS;
  private static final Duration RESTED = Duration.ofDays(3);

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Rotations rotations;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject TestWalk walk;
  @Inject IndexKeys indexes;
  @Inject Aliases aliases;
  @Inject Payers payers;
  @Inject KnownBrowsers browsers;
  @Inject LockedDoors doors;
  @Inject Limits limits;
  @Inject Subjects subjects;
  @Inject Tables tables;

  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;
  private int old;

  @BeforeEach
  void begin() {
    walk.inOrder();
    tables.write(
        "delete from name_claim where payer_id is not null and payer_id not in (select payer_id"
            + " from payer where alias_sealed is not null) and index_value not like '---%'");
    walk.only(NAMES);
    shop = house.open();
    shopper = shoppers.withCard();
    old = indexes.version(NAMES);
  }

  @Test
  void paymentsOfBeforeAreMadeAfterwardsAndTheBrowserStaysKnown() {
    Purchase before = begun();
    Purchase later = begun();
    pays(before);
    UUID browser = browser();
    rotate();
    assertThat(known(browser)).isTrue();
    pays(later);
    pays(begun());
    walk.later(RESTED);
    // What was begun before has ended by then; the payer's own row is that of the newer key now.
    assertThat(walk.drive(NAMES).remaining()).isZero();
    walk.later(Duration.ZERO);

    assertThat(known(browser)).isTrue();
    assertThat(
            tables.read(
                "select count(*) from payment where alias_index <> '' and alias_index_version ="
                    + " ?1",
                old))
        .isEqualTo(0L);
    walk.later(RESTED);
    assertThat(proofs.verify(NAMES, old, "test").proven()).isTrue();
    end(Step.RETIRE);
    end(Step.DESTROY);
    walk.later(Duration.ZERO);
    assertThat(aliases.index(AliasText.prepare(shopper.alias())).others()).isNull();
    assertThat(known(browser)).isTrue();
    pays(begun());
  }

  @Test
  void aGuesserHasNoTriesMoreThroughARotation() {
    Purchase before = begun();
    for (int i = 0; i < 3; i++) {
      fails(before);
    }
    rotate();
    Purchase after = begun();
    fails(after);
    fails(before);

    // Five were wrong: what is right proves nothing, on either payment.
    fails(after, shoppers.freshCode(shopper));
    fails(before, shoppers.freshCode(shopper));
    assertThat(doors.of(shopper.id())).isNotEmpty();

    // Recovered, the owner has all tries again, under both keys.
    doors.open(shopper.id());
    assertThat(doors.of(shopper.id())).isEmpty();
    pays(begun());
  }

  @Test
  void whoIsLockedStaysLockedUnderEachKeyAloneAndANameNobodyHoldsIsCountedTheSame() {
    String nobodys = "nobody-" + UUID.randomUUID().toString().substring(0, 4) + "-xy";
    for (String name : List.of(shopper.alias(), nobodys)) {
      house.forgetTries();
      AliasIndex before = index(name);
      attempts(before, 3);
      rotate();
      AliasIndex both = index(name);
      assertThat(both.values()).hasSizeGreaterThan(before.values().size());
      attempts(both, 2);
      var newest = new AliasIndex(both.version(), both.value(), null);

      assertThat(limits.tryNow(DOOR, subjects.name(before.values()))).isFalse();
      assertThat(limits.tryNow(DOOR, subjects.name(both.values()))).isFalse();
      // Of the newest key's own only what came after is counted, for as long as the old one lives.
      assertThat(limits.tryNow(DOOR, subjects.name(newest.values()))).isTrue();
    }
  }

  @Test
  void aBrowserOfOneWithoutANameGoesAndOneThatDoesNotCheckIsLeft() {
    UUID nameless = UUID.randomUUID();
    UUID forged = UUID.randomUUID();
    remember(TestPayers.begun(payers), nameless);
    remember(shopper.id(), forged);
    rotate();
    walk.later(RESTED);
    String forge =
        "update known_browser set last_paid_at = last_paid_at + interval '1 second' where browser_id"
            + " = ?1";
    tables.write(forge, forged);

    assertThat(walk.drive(NAMES).remaining()).isEqualTo(1);

    String rows = "select count(*) from known_browser where browser_id = ?1";
    assertThat(tables.read(rows, nameless)).isEqualTo(0L);
    assertThat(tables.read(rows, forged)).isEqualTo(1L);
    assertThat(proofs.verify(NAMES, old, "test").proven()).isFalse();
    tables.write("delete from known_browser where browser_id = ?1", forged);
    assertThat(walk.drive(NAMES).remaining()).isZero();
  }

  private void remember(UUID payerId, UUID browserId) {
    String value = index(shopper.alias()).value();
    QuarkusTransaction.requiringNew().run(() -> browsers.remember(payerId, old, value, browserId));
  }

  private void attempts(AliasIndex name, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(limits.tryNow(DOOR, subjects.name(name.values()))).isTrue();
    }
  }

  private Purchase begun() {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    visitor.at(shop, purchase);
    return purchase;
  }

  private void pays(Purchase purchase) {
    Response proven = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(proven.<String>path("state")).as(proven.asString()).isEqualTo("approved");
  }

  private void fails(Purchase purchase) {
    fails(purchase, "123456");
  }

  private void fails(Purchase purchase, String code) {
    String password = code.equals("123456") ? "a wrong password" : Shoppers.PASSWORD;
    Response proven = visitor.prove(purchase, password, code);
    assertThat(proven.<String>path("code")).as(proven.asString()).isEqualTo("proof_failed");
  }

  private UUID browser() {
    return browsers.read(visitor.cookie(KnownBrowsers.COOKIE)).orElseThrow();
  }

  private boolean known(UUID browser) {
    return browsers.knownFor(index(shopper.alias()).values(), browser);
  }

  private AliasIndex index(String name) {
    return aliases.index(AliasText.prepare(name));
  }

  private void rotate() {
    assertThat(rotations.rotate(NAMES, null, "test").behind()).isEmpty();
  }

  private void end(Step step) {
    retirement.end(step, NAMES, old, "test", "because");
  }
}
