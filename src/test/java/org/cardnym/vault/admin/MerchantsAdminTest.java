package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class MerchantsAdminTest {
  private static int clients;

  @Test
  void aShopIsAddedReadSuspendedAndResumed() {
    Response added = add(shop());
    assertThat(added.statusCode()).isEqualTo(201);
    String id = added.jsonPath().getString("id");
    assertThat(id).startsWith("mer_");
    assertThat(added.header("Location")).endsWith("/admin/v1/merchants/" + id);

    operator()
        .get("/admin/v1/merchants/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("active"));
    operator()
        .body(Map.of("reason", "case 17"))
        .post("/admin/v1/merchants/" + id + "/suspend")
        .then()
        .statusCode(200)
        .body("state", equalTo("suspended"));
    operator()
        .body(Map.of("reason", "case 17"))
        .post("/admin/v1/merchants/" + id + "/suspend")
        .then()
        .statusCode(200)
        .body("state", equalTo("suspended"));
    operator()
        .body(Map.of("reason", "case 17 closed"))
        .post("/admin/v1/merchants/" + id + "/resume")
        .then()
        .statusCode(200)
        .body("state", equalTo("active"));

    operator()
        .get("/admin/v1/audit?subject=" + id)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(3))
        .body("items.actor", everyItem(equalTo("person:op-1")))
        .body("items.action", hasItem("merchant_added"))
        .body("items[0].facts.state", equalTo("ACTIVE"))
        .body("items[0].facts.reason", equalTo("case 17 closed"))
        .body("items[1].facts.reason", equalTo("case 17"));
  }

  @ParameterizedTest
  @CsvSource({
    ",malformed",
    "'',malformed",
    "ask jo@mugs.example,malformed",
    "'two\nlines',malformed",
    "card 4111 1111 1111 1111,text_like_card"
  })
  void aShopIsNotSuspendedForNoReasonOrForOneThatNobodyMayKeep(
      @Nullable String reason, String code) {
    String path = "/admin/v1/merchants/" + add(shop()).jsonPath().getString("id");

    operator()
        .body(reason == null ? Map.of() : Map.of("reason", reason))
        .post(path + "/suspend")
        .then()
        .statusCode(both(greaterThanOrEqualTo(400)).and(lessThan(500)))
        .body("code", equalTo(code))
        .body("field", equalTo("reason"));
    operator().get(path).then().body("state", equalTo("active"));
  }

  @Test
  void paymentsAreRefusedElsewhereUntilAnOperatorSaysOtherwise() {
    String path = "/admin/v1/merchants/" + add(shop()).jsonPath().getString("id");
    operator().get(path).then().body("elsewhere", equalTo("refuse"));

    for (int i = 0; i < 2; i++) {
      elsewhere(path, "passkey", "pays by link")
          .then()
          .statusCode(200)
          .body("elsewhere", equalTo("passkey"));
    }
    operator().get(path).then().body("elsewhere", equalTo("passkey"));

    operator()
        .get("/admin/v1/audit?subject=" + path.substring(path.lastIndexOf('/') + 1))
        .then()
        .body("items.size()", equalTo(2))
        .body("items[0].action", equalTo("merchant_changed"))
        .body("items[0].actor", equalTo("person:op-1"))
        .body("items[0].facts.elsewhere", equalTo("PASSKEY"))
        .body("items[0].facts.reason", equalTo("pays by link"))
        .body("items[1].facts.elsewhere", equalTo("REFUSE"));
  }

  @Test
  void aShopMayBeAddedSoThatItsPaymentsArePaidElsewhere() {
    Map<String, Object> shop = shop();
    shop.put("elsewhere", "passkey");

    add(shop).then().statusCode(201).body("elsewhere", equalTo("passkey"));
  }

  @Test
  void whatIsNoAnswerToElsewhereChangesNothing() {
    Map<String, Object> shop = shop();
    shop.put("elsewhere", "anything");
    add(shop).then().statusCode(400).body("field", equalTo("elsewhere"));
    String path = "/admin/v1/merchants/" + add(shop()).jsonPath().getString("id");

    elsewhere(path, "PASSKEY", "drill").then().statusCode(400).body("field", equalTo("elsewhere"));
    elsewhere(path, "passkey", "").then().statusCode(400).body("field", equalTo("reason"));
    operator().body(Map.of("reason", "drill")).put(path + "/elsewhere").then().statusCode(400);
    elsewhere("/admin/v1/merchants/mer_00000000000000000000000000", "passkey", "drill")
        .then()
        .statusCode(404);
    admin(TestTokens.auditor())
        .body(Map.of("elsewhere", "passkey", "reason", "drill"))
        .put(path + "/elsewhere")
        .then()
        .statusCode(403);
    operator().get(path).then().body("elsewhere", equalTo("refuse"));
  }

  @Test
  void aClientSpeaksForOneShopOnly() {
    Map<String, Object> shop = shop();
    add(shop).then().statusCode(201);

    add(shop).then().statusCode(409).body("code", equalTo("exists"));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    operator().get("/admin/v1/merchants/mer_00000000000000000000000000").then().statusCode(404);
    operator().get("/admin/v1/merchants/4111111111111111").then().statusCode(404);
    operator()
        .body(Map.of("reason", "drill"))
        .post("/admin/v1/merchants/mer_00000000000000000000000000/suspend")
        .then()
        .statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "displayName,''",
    "displayName,' Mugs'",
    "displayName,'Mugs\u202eshop'",
    "displayName,'Mugs\u200bshop'",
    "displayName,'Visit www.mugs.example'",
    "displayName,'https://mugs.example'",
    "displayName,'Mugs <b>now</b>'",
    "displayName,'A name of a shop that goes on for so long that no page can show it'",
    "legalName,'Mugs\u0007 GmbH'",
    "categoryCode,'59'",
    "categoryCode,'abcd'",
    "country,'XX'",
    "country,'de'",
    "clientId,'a b'",
    "clientId,'4111111111111111'"
  })
  void aMemberThatDoesNotFitIsNamedNotEchoed(String member, String value) {
    Map<String, Object> shop = shop();
    shop.put(member, value);

    Response answer = add(shop);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("field")).isEqualTo(member);
    assertThat(value.length() < 5 || !answer.asString().contains(value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://shop.example",
    "https://shop.example/",
    "https://shop.example/path",
    "https://user@shop.example",
    "https://SHOP.example",
    "https://shop.example:443",
    "ftp://shop.example",
    "null",
    "https://shop.example#x",
    "http://10.0.0.1:8080"
  })
  void anOriginThatNoBrowserSendsIsRefused(String origin) {
    Map<String, Object> shop = shop();
    shop.put("origins", List.of("http://127.0.0.1:7000", origin));

    add(shop).then().statusCode(422).body("code", equalTo("origin_unfit"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://another.example/return",
    "http://127.0.0.1:7001/return",
    "http://127.0.0.1:7000@evil.example/",
    "javascript:alert(1)",
    "//127.0.0.1:7000/",
    "http://127.0.0.1:7000/#x"
  })
  void aReturnAddressElsewhereIsRefused(String address) {
    Map<String, Object> shop = shop();
    shop.put("returnUrl", address);

    add(shop).then().statusCode(422).body("code", equalTo("return_url_refused"));
  }

  @Test
  void aMissingMemberIsNamed() {
    Map<String, Object> shop = shop();
    shop.remove("legalName");
    add(shop).then().statusCode(400).body("field", equalTo("legalName"));

    operator().body("null").post("/admin/v1/merchants").then().statusCode(400);
    operator().post("/admin/v1/merchants").then().statusCode(400);
  }

  @Test
  void theListGoesFromPageToPageToItsEnd() {
    for (int i = 0; i < 3; i++) {
      add(shop()).then().statusCode(201);
    }
    var seen = new ArrayList<String>();
    String cursor = "";
    int pages = 0;
    while (cursor != null && pages++ < 100) {
      Response page = operator().get("/admin/v1/merchants?limit=2&cursor=" + cursor);
      page.then().statusCode(200);
      seen.addAll(page.jsonPath().getList("items.id", String.class));
      cursor = page.jsonPath().getString("next");
    }

    assertThat(seen).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aCursorOfOnesOwnMakingIsRefused() {
    operator()
        .get("/admin/v1/merchants?cursor=abc")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed"));
    operator()
        .get("/admin/v1/merchants?limit=1000")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed"));
  }

  @Test
  void statusAndKeysShowVersionsNeverKeys() {
    operator()
        .get("/admin/v1/status")
        .then()
        .statusCode(200)
        .body("sandbox", equalTo(true))
        .body("warnings", hasItem("custody_single"))
        .body("replicas.size()", equalTo(1))
        .body("keys.purpose", hasItem("kek"));
    operator()
        .get("/admin/v1/keys")
        .then()
        .statusCode(200)
        .body("items.find { it.purpose == 'kek' }.state", equalTo("primary"))
        .body("items[0].keySet()", not(hasItem("sealed")));
  }

  @Test
  void readingTheTrailIsItselfInTheTrail() {
    admin(TestTokens.auditor()).get("/admin/v1/audit").then().statusCode(200);

    operator()
        .get("/admin/v1/audit?limit=5")
        .then()
        .statusCode(200)
        .body("items.find { it.actor == 'person:au-1' }.action", equalTo("audit_read"))
        .body("items[0].sequence", startsWith("evt_"));
  }

  private static io.restassured.specification.RequestSpecification operator() {
    return admin(TestTokens.operator());
  }

  private static Response add(Map<String, Object> shop) {
    return operator().body(shop).post("/admin/v1/merchants");
  }

  private static Response elsewhere(String path, String what, String reason) {
    return operator().body(Map.of("elsewhere", what, "reason", reason)).put(path + "/elsewhere");
  }

  static synchronized Map<String, Object> shop() {
    var shop = new HashMap<String, Object>();
    shop.put("displayName", "Mug & Müller");
    shop.put("legalName", "Mug und Müller GmbH");
    shop.put("categoryCode", "5999");
    shop.put("country", "DE");
    shop.put("clientId", "shop-admin-test-" + clients++);
    shop.put("origins", List.of("http://127.0.0.1:7000", "https://shop.example"));
    shop.put("returnUrl", "http://127.0.0.1:7000/return");
    return shop;
  }
}
