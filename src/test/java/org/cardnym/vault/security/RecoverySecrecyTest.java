package org.cardnym.vault.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Inbox;
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
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.recovery.RecoveryCodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recovery tells nobody whether a name is held, and takes no more than its limits. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class RecoverySecrecyTest {
  private static final String NEW = "nine herons over the weir";
  private static final String NOBODY = "nobody-has-this";

  /** Random letters pack to one length or another. */
  private static final Set<String> OWN_TO_EACH = Set.of("x-request-id", "date", "content-length");

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Tables tables;
  @Inject PayerLocks locks;
  @Inject RecoveryCodes codes;
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    tables.write("delete from limit_counter");
  }

  @Test
  void beginningHasOneAnswerAndTheSameStatementsForEveryName() {
    Shopper stopped = stopped();
    begin("warming-up");

    List<Told> told = new ArrayList<>();
    for (String name : List.of(shopper.alias(), NOBODY, stopped.alias())) {
      // The last of them finds the name's mails used up.
      for (int i = 0; i < 6; i++) {
        told.add(told(i, () -> begin(name)));
      }
    }

    assertThat(told.getFirst().answer()).startsWith("200");
    for (int i = 0; i < 6; i++) {
      int at = i;
      assertThat(told.stream().filter(each -> each.turn() == at).distinct())
          .as("turn %d", i + 1)
          .hasSize(1);
    }
    assertThat(mails(stopped)).isEqualTo(0L);
  }

  @Test
  void wrongProofsHaveOneAnswerAndTheSameStatementsForEveryName() {
    Shopper stopped = stopped();
    Shopper prepared = shoppers.withCard();
    QuarkusTransaction.requiringNew().run(() -> codes.make(prepared.id()));
    shoppers.freshCode(prepared);
    shoppers.freshCode(shopper);
    wrong(NOBODY, Recoverer.app("000000"));

    for (String further :
        List.of(Recoverer.app("000000"), Recoverer.sheet("0000-0000-0000-0000"))) {
      List<Told> told = new ArrayList<>();
      for (String name : List.of(shopper.alias(), prepared.alias(), NOBODY, stopped.alias())) {
        var recoverer = new Recoverer();
        recoverer.begin(name);
        for (int i = 0; i < 6; i++) {
          told.add(told(i, () -> recoverer.password("00000000", further, NEW)));
        }
      }
      assertThat(told.getFirst().answer()).startsWith("403").contains("proof_failed");
      for (int i = 0; i < 6; i++) {
        int at = i;
        assertThat(told.stream().filter(each -> each.turn() == at).distinct())
            .as("turn %d, %s", i + 1, further)
            .hasSize(1);
      }
    }
  }

  @Test
  void aLostAppIsNoDifferent() {
    var known = new Recoverer();
    var unknown = new Recoverer();
    known.begin(shopper.alias());
    unknown.begin(NOBODY);
    unknown.app("00000000", "0000-0000-0000-0000", "wrong");

    Told forKnown = told(0, () -> known.app("00000000", "0000-0000-0000-0000", Shoppers.PASSWORD));
    Told forUnknown =
        told(0, () -> unknown.app("00000000", "0000-0000-0000-0000", Shoppers.PASSWORD));

    assertThat(forKnown.answer()).startsWith("403");
    assertThat(forUnknown).isEqualTo(forKnown);
  }

  @Test
  void strangersHaveANameMailedFiveTimesADayAndNotAtTheCostOfItsOwnBrowser() {
    var own = new Visitor();
    Purchase purchase = shop.sell(shopper.alias(), 100);
    own.at(shop, purchase).prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    tables.await(1L, "select count(*) from known_browser where payer_id = ?1", shopper.id());
    try (Inbox inbox = Inbox.open()) {
      for (int i = 0; i < 8; i++) {
        assertThat(begin(shopper.alias()).statusCode()).isEqualTo(200);
      }
      inbox.await(shopper.email(), "wants to set a new password", 5);
      tables.await(0L, "select count(*) from notice where payer_id = ?1", shopper.id());

      assertThat(new Recoverer(own).begin(shopper.alias()).statusCode()).isEqualTo(200);
      inbox.await(shopper.email(), "wants to set a new password", 6);
    }
  }

  @Test
  void anAddressBeginsTwentyTimesAnHour() {
    for (int i = 0; i < 20; i++) {
      assertThat(begin(NOBODY).statusCode()).isEqualTo(200);
    }

    refused(begin(shopper.alias()), 429, "too_many_requests");
    assertThat(mails(shopper)).isEqualTo(0L);
  }

  @Test
  void whomAnOperatorLockedMeanwhileRecoversNothing() {
    try (Inbox inbox = Inbox.open()) {
      var recoverer = new Recoverer();
      recoverer.begin(shopper.alias());
      String code = Inbox.code(inbox.await(shopper.email()));
      String app = Recoverer.app(shoppers.freshCode(shopper));
      lock(shopper);

      refused(recoverer.password(code, app, NEW), 403, "proof_failed");
    }
  }

  @Test
  void ofManyAtOnceOneSetsThePassword() throws Exception {
    try (Inbox inbox = Inbox.open();
        var threads = Executors.newFixedThreadPool(4)) {
      var recoverer = new Recoverer();
      recoverer.begin(shopper.alias());
      String code = Inbox.code(inbox.await(shopper.email()));
      String app = Recoverer.app(shoppers.freshCode(shopper));
      Callable<Response> set = () -> new Recoverer().at(recoverer).password(code, app, NEW);
      var answers = new ArrayList<Future<Response>>();
      for (int i = 0; i < 4; i++) {
        answers.add(threads.submit(set));
      }
      int set200 = 0;
      for (Future<Response> each : answers) {
        Response answer = each.get();
        if (answer.statusCode() == 204) {
          set200++;
          done(answer);
        } else {
          refused(answer, 403, "proof_failed");
        }
      }
      assertThat(set200).isEqualTo(1);
    }
  }

  @Test
  void triesThatFailStandInTheTrailUnderTheNameTheyWereFor() {
    wrong(shopper.alias(), Recoverer.app("000000"));

    assertThat(
            tables.read(
                "select count(*) from audit_entry where action = 'RECOVERY_FAILED' and actor = ?1",
                Payers.actor(shopper.id())))
        .isEqualTo(1L);
  }

  /** What a stranger can tell apart: the answer, and how long the statements take. */
  private record Told(int turn, String answer, List<String> statements) {}

  private static Told told(int turn, java.util.function.Supplier<Response> request) {
    Statements.forget();
    Response answer = request.get();
    return new Told(turn, text(answer), Statements.ofRequest());
  }

  private static String text(Response answer) {
    var text = new StringBuilder().append(answer.statusCode());
    for (Header header : answer.headers()) {
      if (!OWN_TO_EACH.contains(header.getName().toLowerCase(java.util.Locale.ROOT))) {
        text.append('\n').append(header);
      }
    }
    return text.append('\n')
        .append(answer.asString().replaceAll("\"request\":\"[^\"]*\"", ""))
        .toString()
        .replaceAll("rcv_[0-9a-z]{26}", "rcv_")
        .replaceAll("\"number\":\"[0-9]{2}\"", "number");
  }

  private static Response begin(String alias) {
    return new Recoverer().begin(alias);
  }

  private static void wrong(String alias, String further) {
    var recoverer = new Recoverer();
    recoverer.begin(alias);
    refused(recoverer.password("00000000", further, NEW), 403, "proof_failed");
  }

  private Shopper stopped() {
    Shopper stopped = shoppers.withCard();
    lock(stopped);
    return stopped;
  }

  private void lock(Shopper who) {
    QuarkusTransaction.requiringNew()
        .run(() -> locks.lock(who.id(), "person:op-1", "asked by phone"));
  }

  private Object mails(Shopper who) {
    return tables.read("select count(*) from notice where payer_id = ?1", who.id());
  }
}
