package org.cardnym.vault.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.enrolment.CardForms;
import org.cardnym.vault.otp.App;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has lost the password, or the authenticator app, and what they still have. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class RecoveryTest {
  private static final String NEW = "nine herons over the weir";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Tables tables;
  private final Recoverer recoverer = new Recoverer();
  private Inbox inbox;
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    tables.write("delete from limit_counter where limit_name like '%ADDRESS'");
    inbox = Inbox.open();
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void mailCodeAndAppCodeSetANewPasswordAndEndWhatWasOpen() {
    Holder holder = Holder.signedIn(shoppers, shopper);
    pays(holder.visitor);
    String code = begun();

    done(recoverer.password(code, Recoverer.app(shoppers.freshCode(shopper)), NEW));

    refused(holder.view(), 401, "session_ended");
    assertThat(known()).isEqualTo(0L);
    refused(pay(Shoppers.PASSWORD), 403, "proof_failed");
    assertThat(pay(NEW).<String>path("state")).isEqualTo("approved");
    assertThat(Inbox.text(inbox.await(shopper.email(), "was reset on"))).contains("Until 20");
  }

  @Test
  void aRecoveryCodeStandsInForTheAppAndIsToldByMail() {
    List<String> sheet = sheet();
    String code = begun();

    done(recoverer.password(code, Recoverer.sheet(sheet.getFirst()), NEW));

    assertThat(pay(NEW).<String>path("state")).isEqualTo("approved");
    inbox.await(shopper.email(), "9 are left");
    inbox.await(shopper.email(), "New recovery codes were made");
    Recoverer again = new Recoverer();
    String second = begun(again, 2);
    refused(
        again.password(second, Recoverer.sheet(sheet.getFirst()), "ten bitterns in the reeds"),
        403,
        "proof_failed");
    done(again.password(second, Recoverer.sheet(sheet.get(1)), "ten bitterns in the reeds"));
  }

  @Test
  void theMailboxAloneOpensNothing() {
    String code = begun();

    refused(recoverer.password(code, Recoverer.app("000000"), NEW), 403, "proof_failed");
    refused(
        recoverer.password(code, Recoverer.sheet("0000-0000-0000-0000"), NEW), 403, "proof_failed");
    refused(recoverer.password(code, "\"code\":null", NEW), 400, "malformed");
    refused(
        recoverer.password(
            code, Recoverer.app("000000") + "," + Recoverer.sheet("0000-0000-0000-0000"), NEW),
        400,
        "malformed");
    assertThat(pay(Shoppers.PASSWORD).<String>path("state")).isEqualTo("approved");
  }

  @Test
  void theAppAloneOpensNothing() {
    begun();

    refused(
        recoverer.password("00000000", Recoverer.app(shoppers.freshCode(shopper)), NEW),
        403,
        "proof_failed");
  }

  @Test
  void aCodeOfTheMailIsGoodForTenMinutesAndOneUse() {
    String code = begun();
    String app = Recoverer.app(shoppers.freshCode(shopper));
    TestClock.ahead(Duration.ofMinutes(10).plusSeconds(1));
    refused(recoverer.password(code, app, NEW), 403, "proof_failed");
    TestClock.ahead(Duration.ZERO);
    done(recoverer.password(code, Recoverer.app(shoppers.freshCode(shopper)), NEW));

    refused(
        recoverer.password(
            code, Recoverer.app(shoppers.freshCode(shopper)), "ten bitterns in the reeds"),
        403,
        "proof_failed");
  }

  @Test
  void afterFiveTriesACodeIsWorthNothing() {
    String code = begun();
    for (int i = 0; i < 5; i++) {
      refused(recoverer.password("00000000", Recoverer.app("000000"), NEW), 403, "proof_failed");
    }

    refused(
        recoverer.password(code, Recoverer.app(shoppers.freshCode(shopper)), NEW),
        403,
        "proof_failed");
  }

  @Test
  void anAppCodeThatPaidRecoversNothing() {
    String used = shoppers.freshCode(shopper);
    assertThat(pay(Shoppers.PASSWORD, used).<String>path("state")).isEqualTo("approved");
    String code = begun();

    refused(recoverer.password(code, Recoverer.app(used), NEW), 403, "proof_failed");
  }

  @Test
  void thePasswordsRulesHoldAndWhatTheyRefuseUsesNothing() {
    String code = begun();
    String app = Recoverer.app(shoppers.freshCode(shopper));

    refused(recoverer.password(code, app, "short"), 422, "password_too_short");
    refused(recoverer.password(code, app, shopper.email()), 422, "password_context");
    done(recoverer.password(code, app, NEW));
  }

  @Test
  void whatDependsOnThePayerIsToldToNobodyElse() {
    begun();

    refused(
        recoverer.password("00000000", Recoverer.app("000000"), shopper.email()),
        403,
        "proof_failed");
  }

  @Test
  void passwordMailAndRecoveryCodeSetUpANewApp() {
    Holder holder = Holder.signedIn(shoppers, shopper);
    List<String> sheet = sheet();
    String code = begun();

    Response begun = recoverer.app(code, sheet.getFirst(), Shoppers.PASSWORD);
    App app = App.type(begun.path("secret"));
    assertThat(holder.view().statusCode()).isEqualTo(200);
    refused(recoverer.confirmApp("wrong", app.code()), 403, "proof_failed");
    refused(recoverer.confirmApp(begun.path("next"), "000000"), 422, "code_wrong");
    done(recoverer.confirmApp(begun.path("next"), app.code(Duration.ofSeconds(-30))));

    refused(holder.view(), 401, "session_ended");
    assertThat(pay(Shoppers.PASSWORD, app.code()).<String>path("state")).isEqualTo("approved");
    refused(recoverer.confirmApp(begun.path("next"), app.code()), 403, "proof_failed");
    inbox.await(shopper.email(), "was replaced on");
  }

  @Test
  void aNewAppTakesThePasswordAndARecoveryCode() {
    List<String> sheet = sheet();
    String code = begun();

    refused(recoverer.app(code, sheet.getFirst(), "not the password"), 403, "proof_failed");
    refused(recoverer.app(code, "0000-0000-0000-0000", Shoppers.PASSWORD), 403, "proof_failed");
    refused(recoverer.app("00000000", sheet.getFirst(), Shoppers.PASSWORD), 403, "proof_failed");
    // None of them was used.
    assertThat(recoverer.app(code, sheet.getFirst(), Shoppers.PASSWORD).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aNewAppHasTenMinutesForItsFirstCode() {
    List<String> sheet = sheet();
    Response begun = recoverer.app(begun(), sheet.getFirst(), Shoppers.PASSWORD);
    TestClock.ahead(Duration.ofMinutes(11));

    App app = App.type(begun.path("secret"));
    refused(recoverer.confirmApp(begun.path("next"), app.code()), 403, "proof_failed");
  }

  @Test
  void proofsOfAnotherPayerRecoverNothing() {
    Shopper other = shoppers.withCard();
    String code = begun();

    refused(
        recoverer.password(code, Recoverer.app(shoppers.freshCode(other)), NEW),
        403,
        "proof_failed");
    var others = new Recoverer();
    others.begin(other.alias());
    refused(
        others.password(code, Recoverer.app(shoppers.freshCode(other)), NEW), 403, "proof_failed");
  }

  @Test
  void forADayNothingIsLoosenedAndPaymentsGoOn() {
    done(recoverer.password(begun(), Recoverer.app(shoppers.freshCode(shopper)), NEW));
    var holder = new Holder(shoppers, shopper, new Visitor());
    done(holder.signIn(NEW, shoppers.freshCode(shopper)));
    UUID card = (UUID) tables.read("select card_id from card where payer_id = ?1", shopper.id());

    assertThat(Instant.parse(holder.view().path("loosensFrom")))
        .isAfter(Instant.now().plus(Duration.ofHours(23)));
    refused(holder.limit(card, "EUR", 60_000, 120_000), 403, "recovered_recently");
    refused(holder.post("export"), 403, "recovered_recently");
    refused(holder.post("security/app"), 403, "recovered_recently");
    refused(
        holder.post("security/app/confirm", "{\"code\":\"000000\"}"), 403, "recovered_recently");
    refused(holder.post("security/recovery-codes"), 403, "recovered_recently");
    refused(
        holder.visitor.send("/enrol/card", CardForms.of(CardForms.VISA, "123")),
        403,
        "recovered_recently");
    refused(holder.close(shopper.alias()), 403, "recovered_recently");
    done(holder.post("freeze"));
    refused(holder.post("unfreeze"), 403, "recovered_recently");
    done(holder.limit(card, "EUR", 40_000, 100_000));

    Duration aDay = Duration.ofHours(24).plusMinutes(1);
    TestClock.ahead(aDay);
    done(holder.signIn(NEW, shoppers.freshCode(shopper, aDay)));
    assertThat(holder.view().<String>path("loosensFrom")).isNull();
    done(holder.post("unfreeze"));
    done(holder.limit(card, "EUR", 60_000, 120_000));
  }

  @Test
  void aDelayThatWasTakenAwayPastTheVaultIsRefused() {
    done(recoverer.password(begun(), Recoverer.app(shoppers.freshCode(shopper)), NEW));
    tables.write("update payer set loosens_from = null where payer_id = ?1", shopper.id());

    var holder = new Holder(shoppers, shopper, new Visitor());
    refused(holder.signIn(NEW, "000000"), 500, "row_refused");
  }

  @Test
  void theMailShowsTheNumberOfThePageThatAskedAndNotAnothers() {
    String number = recoverer.begin(shopper.alias()).path("number");
    Message mail = inbox.await(shopper.email(), "wants to set a new password", 1);

    assertThat(number).matches("[0-9]{2}");
    assertThat(Inbox.text(mail)).contains("shows the number " + number + ".", "编号 " + number);
    String others = numberOtherThan(number);
    Message second = inbox.await(shopper.email(), "shows the number " + others + ".");
    assertThat(Inbox.text(second)).doesNotContain("shows the number " + number + ".");
  }

  @Test
  void theMailSaysWhatKindOfBrowserAskedInTheVaultsOwnWords() {
    TestDoors.ownPage()
        .header("User-Agent", "Mozilla/5.0 (Android 15) Firefox/140.0 call 555-0100")
        .contentType("application/json")
        .body("{\"alias\":\"" + shopper.alias() + "\"}")
        .post("/account/recover/begin");

    assertThat(Inbox.text(inbox.await(shopper.email(), "in the browser Firefox, Android, shows")))
        .doesNotContain("555-0100");
  }

  /** Asks again from other pages until one has another number: one in a hundred has the same. */
  private String numberOtherThan(String number) {
    for (int i = 0; i < 4; i++) {
      String next = new Recoverer().begin(shopper.alias()).path("number");
      if (!next.equals(number)) {
        return next;
      }
    }
    throw new AssertionError("five pages with the number " + number);
  }

  private String begun() {
    return begun(recoverer, 1);
  }

  private String begun(Recoverer by, int mail) {
    assertThat(by.begin(shopper.alias()).statusCode()).isEqualTo(200);
    return Inbox.code(inbox.await(shopper.email(), "wants to set a new password", mail));
  }

  private List<String> sheet() {
    return Holder.signedIn(shoppers, shopper).post("security/recovery-codes").path("codes");
  }

  private Response pay(String password) {
    return pay(password, shoppers.freshCode(shopper));
  }

  private Response pay(String password, String code) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    return new Visitor().at(shop, purchase).prove(purchase, password, code);
  }

  private void pays(Visitor visitor) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    visitor.at(shop, purchase);
    assertThat(
            visitor
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    tables.await(1L, "select count(*) from known_browser where payer_id = ?1", shopper.id());
  }

  private Object known() {
    return tables.read("select count(*) from known_browser where payer_id = ?1", shopper.id());
  }
}
