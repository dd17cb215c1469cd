package org.cardnym.vault.keys;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;
import static org.cardnym.vault.TestDoors.admin;
import static org.cardnym.vault.TestDoors.api;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardnym.vault.Keeper;
import org.cardnym.vault.SharedVault;
import org.cardnym.vault.Shop;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.custody.Custodian;
import org.cardnym.vault.custody.CustodyKind;
import org.cardnym.vault.custody.Gathering;
import org.cardnym.vault.custody.Gatherings;
import org.cardnym.vault.custody.OpenedRootKey;
import org.cardnym.vault.custody.RootKeyCustody;
import org.cardnym.vault.custody.RootKeyFiles;
import org.cardnym.vault.refusal.ErrorCode;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vault whose root key custodians hold: sealed when it starts, opened by three of them. */
@QuarkusTest
@QuarkusTestResource(value = SharedVault.class, restrictToAnnotatedClass = true)
class UnsealingTest {
  private static final String SEAL = "/admin/v1/seal";
  private static final String REASON = "{\"reason\":\"drill\"}";
  private static final String ORDER =
      "{\"alias\":\"somebody\",\"amount\":{\"value\":1999,\"currency\":\"EUR\"},"
          + "\"order\":{\"reference\":\"A-1\",\"description\":\"One mug\"}}";

  @TestHTTPResource(value = "/health/ready", management = true)
  String ready = "";

  @Inject Keys keys;
  @Inject Sealing sealing;
  @Inject RootKeyFiles files;
  @Inject Custody custody;
  @Inject TestHouse house;
  @Inject EntityManager entities;

  @BeforeEach
  void sealed() {
    admin(TestTokens.operator()).body(REASON).post(SEAL).then().statusCode(200);
  }

  @Test
  void aSealedVaultIsUnreadyAndSaysForWhatItWaits() {
    assertThat(given().get(ready).statusCode()).isEqualTo(503);
    api(TestTokens.operator())
        .get("/admin/v1/status")
        .then()
        .statusCode(200)
        .body("state", equalTo("sealed"))
        .body("seal.custody", equalTo("shares"))
        .body("seal.shares", equalTo(12))
        .body("seal.threshold", equalTo(3))
        .body("seal.given", equalTo(0))
        .body("warnings", not(hasItem("custody_single")));
  }

  @Test
  void threeCustodiansOpenItAndStandInTheTrail() {
    Response first = Keeper.of(1).gives(Keeper.share(1));
    first.then().statusCode(200).body("state", equalTo("sealed")).body("given", equalTo(1));
    assertThat(first.asString()).doesNotContain("keeper", "cardnym-share");
    Keeper.of(12).gives(Keeper.share(12)).then().body("given", equalTo(2));

    Keeper.of(3)
        .gives(Keeper.share(3))
        .then()
        .statusCode(200)
        .body("state", equalTo("open"))
        .body("attempt", nullValue());

    assertThat(given().get(ready).statusCode()).isEqualTo(200);
    assertThat(house.open().create("k-1", ORDER).statusCode()).isEqualTo(201);
    assertThat(trail("share_given", "done"))
        .contains("person:keeper-1", "person:keeper-12", "person:keeper-3");
    assertThat(trail("vault_unsealed", "done")).contains("vault");
  }

  @Test
  void whateverIsWrongWithAShareIsAnsweredInTheSameBytes() {
    Keeper.of(1).gives(Keeper.share(1));
    String ended = Keeper.of(1).progress().path("attempt");
    Keeper.of(2).cancels();
    Keeper.of(1).gives(Keeper.share(1));

    Set<String> answers =
        Stream.of(
                Keeper.of(4).gives(Keeper.share(5)),
                Keeper.of(4).gives(Keeper.share(1)),
                Keeper.of(1).gives(Keeper.share(1)),
                Keeper.of(5).gives(Keeper.share(5), ended),
                Keeper.of(5).gives("cardnym-share-1:nonsense"),
                Keeper.person("mallory").gives(Keeper.share(5)))
            .map(UnsealingTest::bare)
            .collect(Collectors.toSet());

    assertThat(answers).singleElement().asString().contains("share_refused", "403");
    assertThat(Keeper.of(1).progress().<Integer>path("given")).isEqualTo(1);
    open(2, 3, 7);
    assertThat(trail("share_given", "refused")).contains("person:mallory", "person:keeper-4");
  }

  @Test
  void onlyAPersonWhoJustProvedWithTwoFactorsGivesOrCancels() {
    Instant old = Instant.now().minus(Duration.ofMinutes(16));
    String attempt = Keeper.of(8).progress().path("attempt");
    for (Keeper weak :
        List.of(
            Keeper.of(8).signedInAt(old),
            Keeper.of(8).with("amr", List.of("pwd")),
            Keeper.of(8).with("auth_time", "never"))) {
      assertThat(weak.gives(Keeper.share(8)).<String>path("code")).isEqualTo("proof_too_old");
      assertThat(weak.cancels().<String>path("code")).isEqualTo("proof_too_old");
    }
    String machine = TestTokens.sign(TestTokens.machine("keeper-8", "operator").build());
    api(machine)
        .contentType("text/plain")
        .body(Keeper.share(8))
        .post("/admin/v1/unsealing/" + attempt)
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    api(TestTokens.merchant("keeper-8"))
        .contentType("text/plain")
        .body(Keeper.share(8))
        .post("/admin/v1/unsealing/" + attempt)
        .then()
        .statusCode(403);
    api().get("/admin/v1/unsealing").then().statusCode(401);
    assertThat(Keeper.of(8).progress().<Integer>path("given")).isZero();
  }

  @Test
  void anAttemptEndsAfterAQuarterOfAnHour() {
    Keeper.of(1).gives(Keeper.share(1));
    Keeper.of(2).gives(Keeper.share(2)).then().body("given", equalTo(2));

    TestClock.ahead(Duration.ofMinutes(15));

    Keeper.of(3)
        .signedInAt(Instant.now().plus(Duration.ofMinutes(15)))
        .gives(Keeper.share(3))
        .then()
        .statusCode(200)
        .body("state", equalTo("sealed"))
        .body("given", equalTo(1));
  }

  @Test
  void aCustodianCancelsAndNobodyElse() {
    Keeper.of(1).gives(Keeper.share(1));

    Keeper.person("stranger").cancels().then().statusCode(403);
    assertThat(Keeper.of(1).progress().<Integer>path("given")).isEqualTo(1);

    Keeper.of(9).cancels().then().statusCode(200).body("given", equalTo(0));
  }

  @Test
  void fiveRefusalsMakeAPersonWait() {
    for (int i = 0; i < 5; i++) {
      Keeper.of(10).gives("wrong").then().statusCode(403);
    }
    Keeper.of(10).gives(Keeper.share(10)).then().statusCode(429);
    open(1, 2, 11);
  }

  @Test
  void whoSealsDropsTheKeysAndWhatWasPaidIsThereAfterwards() {
    open(1, 2, 3);
    Shop shop = house.open();
    String id = shop.create("k-1", ORDER).path("id");
    api(TestTokens.auditor())
        .contentType("application/json")
        .body(REASON)
        .post(SEAL)
        .then()
        .statusCode(403);
    assertThat(keys.open()).isTrue();

    admin(TestTokens.operator())
        .body(REASON)
        .post(SEAL)
        .then()
        .statusCode(200)
        .body("state", equalTo("sealed"));

    custody.reread();
    assertThat(keys.open()).isFalse();
    assertThat(custody.id()).isEmpty();
    Response refused = shop.create("k-2", ORDER);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.<String>path("code")).isEqualTo("sealed");
    assertThat(given().get(ready).statusCode()).isEqualTo(503);
    admin(TestTokens.operator()).body(REASON).post(SEAL).then().statusCode(200);
    open(4, 5, 6);
    assertThat(shop.create("k-1", ORDER).<String>path("id")).isEqualTo(id);
    assertThat(trail("vault_sealed", "done")).contains("person:op-1");
  }

  /** A token takes seconds, and an operator's word comes while it does. */
  @Test
  void aSealWinsOverAnOpeningThatIsUnderWay() {
    RootKeyCustody kept = files.current();
    OpenedRootKey late = opened();
    OpenedRootKey again = opened();
    try {
      files.promote(new Slow(kept, late, () -> sealing.seal("person:op-1", "drill")));
      refuses(ErrorCode.SEALED, () -> sealing.reopen("person:op-1"));

      assertThat(keys.open()).isFalse();
      assertThatThrownBy(() -> late.seal(new byte[1], new byte[1])).hasMessageContaining("closed");
      files.promote(new Slow(kept, again, () -> {}));
      sealing.reopen("person:op-1");
      assertThat(keys.open()).isTrue();
    } finally {
      files.promote(kept);
    }
  }

  /** A token, and what happens while it opens the root key. */
  private record Slow(RootKeyCustody kept, OpenedRootKey key, Runnable meanwhile)
      implements RootKeyCustody {
    @Override
    public CustodyKind kind() {
      return CustodyKind.PKCS11;
    }

    @Override
    public Optional<String> id() {
      return kept.id();
    }

    @Override
    public Optional<String> use() {
      return kept.use();
    }

    @Override
    public Optional<OpenedRootKey> open() {
      return Optional.empty();
    }

    @Override
    public Optional<OpenedRootKey> reopen() {
      meanwhile.run();
      return Optional.of(key);
    }
  }

  /** What three shares open, past the vault. */
  private OpenedRootKey opened() {
    Gathering apart = new Gatherings(files, Clock.systemUTC()).current();
    String issuer =
        ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
    Optional<Gathering.Opened> opened = Optional.empty();
    for (int i = 1; i <= 3; i++) {
      var person = new Custodian(issuer, "keeper-" + i, "person:keeper-" + i);
      opened = apart.give(person, apart.progress().attempt(), Keeper.share(i).getBytes(UTF_8));
    }
    return opened.orElseThrow().key();
  }

  @Test
  void sealingForgetsSharesThatWereGiven() {
    Keeper.of(1).gives(Keeper.share(1));

    admin(TestTokens.operator()).body(REASON).post(SEAL).then().body("given", equalTo(0));
  }

  @Test
  void anOpenVaultTakesNoShares() {
    open(1, 2, 3);

    Keeper.of(4).gives(Keeper.share(4), "any").then().statusCode(409);
  }

  @Test
  void keysetsOfAnotherRootKeyKeepItSealed() {
    open(1, 2, 3);
    sealed();
    swap("ALIAS_INDEX", "PAN_INDEX");
    try {
      Keeper.of(1).gives(Keeper.share(1));
      Keeper.of(2).gives(Keeper.share(2));
      Keeper.of(3)
          .gives(Keeper.share(3))
          .then()
          .statusCode(503)
          .body("code", equalTo("unavailable"));
      assertThat(keys.open()).isFalse();
      assertThat(custody.id()).isEmpty();
    } finally {
      swap("ALIAS_INDEX", "PAN_INDEX");
    }
    open(1, 2, 3);
  }

  private static void open(int... keepers) {
    for (int keeper : keepers) {
      if (!Keeper.of(keeper).progress().path("state").equals("open")) {
        Keeper.of(keeper).gives(Keeper.share(keeper)).then().statusCode(200);
      }
    }
    Keeper.of(1).progress().then().body("state", equalTo("open"));
  }

  private static List<String> trail(String action, String outcome) {
    return api(TestTokens.auditor())
        .get("/admin/v1/audit?limit=100")
        .path(
            "items.findAll { it.action == '%s' && it.outcome == '%s' }.actor"
                .formatted(action, outcome));
  }

  /** An answer without what differs by request. */
  private static String bare(Response answer) {
    return answer.statusCode()
        + answer.asString().replaceAll("\"(request|instance)\":\"[^\"]*\"", "");
  }

  private void swap(String one, String other) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery(
                    "update keyset k set sealed = o.sealed from keyset o where k.purpose in (:a, :b)"
                        + " and o.purpose in (:a, :b) and o.purpose <> k.purpose")
                .setParameter("a", one)
                .setParameter("b", other)
                .executeUpdate());
  }
}
