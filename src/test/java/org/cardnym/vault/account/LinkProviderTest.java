package org.cardnym.vault.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.Inbox;
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
import org.cardnym.vault.biometric.IdentityService;
import org.cardnym.vault.biometric.Services;
import org.cardnym.vault.biometric.WithServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payer links an account at an identity service with their own, and unlinks it. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithServices.class)
class LinkProviderTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Services services;
  @Inject Tables tables;
  private IdentityService phone;
  private Shop shop;
  private Shopper shopper;
  private Holder holder;

  @BeforeEach
  void open() {
    phone = services.phone();
    shop = house.open();
    shopper = shoppers.withCard();
    holder = Holder.signedIn(shoppers, shopper);
  }

  @Test
  void whatIsLinkedConfirmsPaymentsUntilItIsUnlinked() {
    done(finish(holder, brought("phone")));

    Response view = holder.ask("providers");
    assertThat(view.<List<String>>path("services.name")).containsExactly("gone", "phone", "watch");
    assertThat(view.<String>path("linked[0].service")).isEqualTo("Your phone");
    assertThat(view.asString()).doesNotContain("person-1");
    assertThat(paid()).isEqualTo("approved");

    String link = view.path("linked[0].id");
    done(holder.post("providers/" + link + "/remove"));
    assertThat(holder.ask("providers").<List<?>>path("linked")).isEmpty();
    assertThat(paid()).isEqualTo("requires_authentication");
  }

  @Test
  void linkingAndUnlinkingIsToldByMail() {
    try (Inbox inbox = Inbox.open()) {
      done(finish(holder, brought("phone")));
      assertThat(Inbox.text(inbox.await(shopper.email(), "Your phone was linked"))).isNotEmpty();
    }
    try (Inbox inbox = Inbox.open()) {
      String link = holder.ask("providers").path("linked[0].id");
      done(holder.post("providers/" + link + "/remove"));
      assertThat(Inbox.text(inbox.await(shopper.email(), "Your phone was unlinked"))).isNotEmpty();
    }
  }

  @Test
  void theSubjectStandsInTheDatabaseSealedOnly() {
    done(finish(holder, brought("phone")));

    String rows = tables.rows("provider_link").toString();
    assertThat(rows).contains(shopper.id().toString()).doesNotContain("person-1", hex("person-1"));
  }

  @Test
  void theSameAccountIsLinkedOnce() {
    done(finish(holder, brought("phone")));
    done(finish(holder, brought("phone")));

    assertThat(holder.ask("providers").<List<?>>path("linked")).hasSize(1);
  }

  @Test
  void linkingAndUnlinkingWantAFreshProof() {
    done(finish(holder, brought("phone")));
    String link = holder.ask("providers").path("linked[0].id");
    TestClock.ahead(Duration.ofMinutes(6));

    refused(holder.post("providers/phone/link"), 403, "proof_too_old");
    refused(holder.post("providers/" + link + "/remove"), 403, "proof_too_old");
  }

  @Test
  void withoutASessionNothingIsLinked() {
    var stranger = new Holder(shoppers, shopper, new Visitor());

    refused(stranger.ask("providers"), 401, "session_ended");
    refused(stranger.post("providers/phone/link"), 401, "session_ended");
    refused(finish(stranger, brought("phone")), 401, "session_ended");
    refused(stranger.post("providers/lnk_00000000000000000000000000/remove"), 401, "session_ended");
  }

  @Test
  void whatAnotherSessionBeganIsNotFinishedHere() {
    Holder other = Holder.signedIn(shoppers, shoppers.withCard());
    Map<String, String> brought = brought("phone");

    refused(finish(other, brought), 403, "proof_failed");
    assertThat(other.ask("providers").<List<?>>path("linked")).isEmpty();
    assertThat(phone.answers()).isEmpty();
    done(finish(holder, brought));
  }

  @Test
  void anotherSessionOfTheSamePayerIsAnotherToo() {
    Map<String, String> brought = brought("phone");

    refused(finish(Holder.signedIn(shoppers, shopper), brought), 403, "proof_failed");
  }

  @Test
  void aWayIsFinishedOnce() {
    Map<String, String> brought = brought("phone");
    done(finish(holder, brought));

    refused(finish(holder, brought), 403, "proof_failed");
    assertThat(phone.answers()).containsExactly(200);
  }

  @Test
  void whoWasNotCheckedByTheirBodyLinksNothing() {
    phone.says(claims -> claims.put("amr", List.of("pwd", "otp")));

    refused(finish(holder, brought("phone")), 403, "proof_failed");
    assertThat(holder.ask("providers").<List<?>>path("linked")).isEmpty();
  }

  @Test
  void aTokenThatWasMadeForAPaymentLinksNothing() {
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    Visitor visitor = new Visitor().at(shop, purchase);
    services.thereAndBack(visitor, purchase, "phone");
    String nonce = phone.requests().getFirst().get("nonce");
    phone.says(claims -> claims.put("nonce", nonce));

    refused(finish(holder, brought("phone")), 403, "proof_failed");
  }

  @Test
  void aStateOfAPaymentLinksNothing() {
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    Visitor visitor = new Visitor().at(shop, purchase);
    String callback = services.thereAndBack(visitor, purchase, "phone");

    refused(finish(holder, IdentityService.query(URI.create(callback))), 403, "proof_failed");
  }

  @Test
  void anothersLinkDoesNotExist() {
    done(finish(holder, brought("phone")));
    String link = holder.ask("providers").path("linked[0].id");
    Holder other = Holder.signedIn(shoppers, shoppers.withCard());

    refused(other.post("providers/" + link + "/remove"), 404, "not_found");
    assertThat(holder.ask("providers").<List<?>>path("linked")).hasSize(1);
  }

  @Test
  void noMoreThanTenAreLinked() {
    for (int i = 0; i < 10; i++) {
      services.link(shopper.id(), "phone", "person-" + (i + 2));
    }

    refused(finish(holder, brought("phone")), 409, "conflict");
  }

  @Test
  void whoLeavesTakesTheirLinksAlong() {
    done(finish(holder, brought("phone")));
    done(holder.close(shopper.alias()));

    assertThat(tables.read("select count(*) from provider_link where payer_id = ?1", shopper.id()))
        .isEqualTo(0L);
  }

  @Test
  void thePageThatTakesThemBackRunsItsScriptOnly() {
    Response page =
        TestDoors.pages().accept("text/html").get("/account/providers/return?code=x&state=y");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString()).contains("provider-return.js").doesNotContain("code=x");
  }

  /** What a service writes into the address that it sends this session's browser to. */
  private Map<String, String> brought(String provider) {
    Response left = holder.post("providers/" + provider + "/link");
    URI callback = URI.create(services.through(left));
    assertThat(callback.toString())
        .startsWith(TestDoors.pagesOrigin() + "/account/providers/return?");
    return IdentityService.query(callback);
  }

  private static Response finish(Holder holder, Map<String, String> brought) {
    return holder.post(
        "providers/finish",
        "{\"state\":\"%s\",\"code\":\"%s\"}".formatted(brought.get("state"), brought.get("code")));
  }

  private String paid() {
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    Visitor visitor = new Visitor().at(shop, purchase);
    services.pay(visitor, purchase, "phone");
    return visitor.outcome(purchase);
  }

  private static String hex(String text) {
    return java.util.HexFormat.of()
        .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
