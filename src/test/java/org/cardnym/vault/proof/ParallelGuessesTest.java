package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.payer.Payers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hundred guesses at once (CVE-2026-35597 is what happens otherwise), from an address that may
 * try so often: at each door five at most are judged, and neither the owner's browser nor another
 * way to prove is locked with it.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(ParallelGuessesTest.OneBusyAddress.class)
class ParallelGuessesTest {
  private static final int GUESSES = 200;
  private static final long JUDGED = 5;
  private static final String GUESS = "\"password\":\"not the password\",\"code\":\"000000\"";

  /** All guesses come from here. */
  public static class OneBusyAddress implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      var all = new HashMap<>(new QuickPayments().getConfigOverrides());
      all.put("cardnym.limit.proofs-per-address.tries", "100000");
      return all;
    }
  }

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject Tables tables;
  private Shop shop;
  private Shopper shopper;
  private Authenticator phone;
  private Visitor own;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    phone = passkeys.of(shopper.id());
    own = new Visitor();
    assertThat(pays(own, Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/account/sign-in {\"alias\":\"NAME\",\"proofs\":{GUESS}}",
        "/enrol/sign-in {\"alias\":\"NAME\",GUESS}"
      })
  void ofTwoHundredSignInsAtOnceAtMostFiveAreJudged(String asked) throws Exception {
    String path = asked.substring(0, asked.indexOf(' '));
    String body =
        asked
            .substring(asked.indexOf(' ') + 1)
            .replace("NAME", shopper.alias())
            .replace("GUESS", GUESS);

    guess(page -> page.post(path, Map.of(), body));

    atMostFiveWereJudged();
    assertThat(pays(new Visitor(), Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(403);
    assertThat(pays(own, Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
  }

  @Test
  void ofTwoHundredPasswordsForPaymentsAtOnceAtMostFiveAreJudgedAndThePasskeyStillPays()
      throws Exception {
    Opened opened = opened(new Visitor());

    guess(page -> page.post(opened.path() + "/proofs", opened.cookies(), "{" + GUESS + "}"));

    atMostFiveWereJudged();
    assertThat(pays(new Visitor(), Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(403);
    assertThat(touches(new Visitor())).isEqualTo(200);
    assertThat(pays(own, Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
  }

  @Test
  void ofTwoHundredForgedPasskeysAtOnceAtMostFiveAreJudgedAndThePasswordStillPays()
      throws Exception {
    Opened opened = opened(new Visitor());
    Authenticator forged = phone.withKeyOf(Authenticator.at(TestDoors.pagesOrigin()));

    guess(page -> {
      String asked = page.post(opened.path() + "/passkey", opened.cookies(), "{}").text();
      var signed = forged.sign(JsonPath.from(asked).getString("challenge"));
      return page.post(
          opened.path() + "/proofs", opened.cookies(), PasskeyPaymentTest.json(signed, ""));
    });

    atMostFiveWereJudged();
    assertThat(touches(new Visitor())).isEqualTo(403);
    assertThat(pays(new Visitor(), Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
    assertThat(touches(own)).isEqualTo(200);
  }

  private interface Guess {
    RawPage.Answer at(RawPage page);
  }

  /** As many connections, let go at once; the vault may be too busy to count all. */
  private static void guess(Guess guess) throws Exception {
    var go = new CountDownLatch(1);
    var answers = new ArrayList<Future<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < GUESSES; i++) {
        Callable<String> one =
            () -> {
              try (var page = new RawPage()) {
                go.await();
                return guess.at(page).bytes().substring(0, "HTTP/1.1 403".length());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            };
        answers.add(threads.submit(one));
      }
      go.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isIn("HTTP/1.1 403", "HTTP/1.1 503");
      }
    }
  }

  /** Fewer, where a try had one of its two doors' last places and not the other's. */
  private void atMostFiveWereJudged() {
    String actor = Payers.actor(shopper.id());
    assertThat(entries(actor, "PROOF_FAILED")).isBetween(1L, JUDGED);
    assertThat(entries(actor, "PROOF_LOCKED")).isGreaterThan(JUDGED);
  }

  private long entries(String actor, String action) {
    return (long)
        tables.read(
            "select count(*) from audit_entry where actor = ?1 and action = ?2", actor, action);
  }

  /** A payment's page in a browser. */
  private record Opened(Purchase purchase, Visitor visitor) {
    String path() {
      return "/pay/" + purchase.id();
    }

    Map<String, String> cookies() {
      String name = "__Host-" + purchase.id();
      return Map.of(name, visitor.cookie(name));
    }
  }

  private Opened opened(Visitor visitor) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    return new Opened(purchase, visitor.at(shop, purchase));
  }

  private int pays(Visitor visitor, String password, String code) {
    Opened opened = opened(visitor);
    return visitor.prove(opened.purchase(), password, code).statusCode();
  }

  private int touches(Visitor visitor) {
    Opened opened = opened(visitor);
    String challenge = visitor.send(opened.path() + "/passkey", "{}").path("challenge");
    return visitor
        .send(opened.path() + "/proofs", PasskeyPaymentTest.json(phone.sign(challenge), ""))
        .statusCode();
  }
}
