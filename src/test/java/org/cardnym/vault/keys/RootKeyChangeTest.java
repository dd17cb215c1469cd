package org.cardnym.vault.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;
import static org.cardnym.vault.TestDoors.admin;
import static org.cardnym.vault.TestDoors.api;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.RekeyVault;
import org.cardnym.vault.Shop;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.audit.Replica;
import org.cardnym.vault.custody.CustodyKind;
import org.cardnym.vault.custody.Gatherings;
import org.cardnym.vault.custody.RootKeyFiles;
import org.cardnym.vault.custody.TestSharing;
import org.cardnym.vault.custody.TestTokenFile;
import org.cardnym.vault.pkcs11.SoftHsm;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another root key in the place of the one in use: prepared, opened, signed by two, followed. */
@QuarkusTest
@QuarkusTestResource(value = RekeyVault.class, restrictToAnnotatedClass = true)
class RootKeyChangeTest {
  private static final String ROOT_KEY = "/admin/v1/root-key";
  private static final String UNSEALING = "/admin/v1/unsealing";
  private static final AssociatedData OWNER = AssociatedData.of("test").with("card");
  private static final String ORDER =
      "{\"alias\":\"somebody\",\"amount\":{\"value\":1999,\"currency\":\"EUR\"},"
          + "\"order\":{\"reference\":\"A-1\",\"description\":\"One mug\"}}";

  @Inject Custody custody;
  @Inject Keysets keysets;
  @Inject Keys keys;
  @Inject NextRootKey next;
  @Inject Sealing sealing;
  @Inject Envelopes envelopes;
  @Inject Heartbeats heartbeats;
  @Inject Unsealing unsealing;
  @Inject RootKeyChange change;
  @Inject Rotations rotations;
  @Inject RootKeyFiles files;
  @Inject TestHouse house;
  @Inject Loosened loosened;
  @Inject EntityManager entities;

  @AfterEach
  void clear() throws IOException {
    next.drop();
    Files.deleteIfExists(config("cardnym.root-key.next-file"));
  }

  @Test
  void withoutANextRootKeyNothingIsAsked() {
    replace("AAAA").then().statusCode(409).body("missing", equalTo("next_root_key"));
    api(TestTokens.auditor()).get(ROOT_KEY).then().statusCode(200).body("next", nullValue());
  }

  @Test
  void twoPeopleReplaceAPassphraseByCustodiansAndBackAndNobodyNotices() throws Exception {
    Shop shop = house.open();
    String paid = shop.create("k-1", ORDER).path("id");
    RootKey first = custody.root();
    long epoch = keys.of(KeyPurpose.KEK).epoch();
    TestSharing made = putShares();
    refuses(ErrorCode.CONFLICT, () -> change.require(nextId()));
    give(made, 1).then().statusCode(200).body("state", equalTo("sealed"));
    give(made, 3).then().statusCode(200).body("state", equalTo("open"));
    unsealing.refresh();
    api(TestTokens.auditor())
        .get(ROOT_KEY)
        .then()
        .statusCode(200)
        .body("current.custody", equalTo("passphrase"))
        .body("next.custody", equalTo("shares"))
        .body("next.custodians.size()", equalTo(3))
        .body("replicas.opened", everyItem(equalTo(true)));
    heartbeats.beat(keys.ring().epochs());
    assertThat(change.standing().replicas()).allMatch(RootKeyChange.Reported::opened);

    String approval = replace(nextId()).then().statusCode(202).extract().path("approval");
    api(TestTokens.operator())
        .get("/admin/v1/approvals/" + approval)
        .then()
        .body("change.find { it.label == 'opened by' }.value", equalTo("2 of 3"))
        .body("change.findAll { it.label == 'custodian' }.size()", equalTo(3));
    sign(approval);

    assertThat(sealedUnder()).containsExactly(nextId());
    assertThatThrownBy(() -> keysets.read(first)).hasMessageContaining("does not open");
    unsealing.refresh();
    assertThat(files.current().kind()).isEqualTo(CustodyKind.SHARES);
    assertThat(files.next()).isEmpty();
    assertThat(keys.of(KeyPurpose.KEK).epoch()).isEqualTo(epoch + 1);
    assertThatThrownBy(() -> first.aead().encrypt(new byte[1], new byte[1]))
        .as("the old one is closed")
        .hasMessageContaining("closed");
    assertThat(shop.create("k-1", ORDER).<String>path("id")).isEqualTo(paid);
    assertThat(shop.create("k-2", ORDER).statusCode()).isEqualTo(201);
    assertThat(trail()).contains("root_key_changed");

    back();
    assertThat(shop.create("k-3", ORDER).statusCode()).isEqualTo(201);
  }

  @Test
  void twoPeopleMoveTheRootKeyIntoATokenAndBackAndNobodyNotices() throws Exception {
    Shop shop = house.open();
    String paid = shop.create("k-1", ORDER).path("id");
    var row = QuarkusTransaction.requiringNew().call(() -> envelopes.create(OWNER));
    byte[] card = row.key().seal(new byte[] {1, 2}, OWNER);
    RootKey first = custody.root();
    SoftHsm token = putToken();
    Path pin = config("cardnym.root-key.next-pin-file");
    write(pin, "654321\n");

    unsealing.refresh();
    replace(nextId()).then().statusCode(409).body("missing", equalTo("next_root_key"));
    nextOfToken().body("state", equalTo("sealed")).body("trouble", equalTo("pin_refused"));
    write(pin, SoftHsm.PIN + "\n");
    api(TestTokens.auditor()).post(ROOT_KEY + "/next").then().statusCode(403);
    api(TestTokens.operator())
        .post(ROOT_KEY + "/next")
        .then()
        .statusCode(200)
        .body("state", equalTo("open"))
        .body("trouble", nullValue());
    unsealing.refresh();

    String approval = replace(nextId()).then().statusCode(202).extract().path("approval");
    api(TestTokens.operator())
        .get("/admin/v1/approvals/" + approval)
        .then()
        .body(
            "change.find { it.label == 'kept in' }.value",
            equalTo("key root in token " + token.label()));
    sign(approval);
    unsealing.refresh();

    assertThat(files.current().kind()).isEqualTo(CustodyKind.PKCS11);
    assertThatThrownBy(() -> keysets.read(first)).hasMessageContaining("does not open");
    sealAndOpenByToken();
    assertThat(shop.create("k-1", ORDER).<String>path("id")).isEqualTo(paid);
    assertThat(envelopes.unwrap(row.wrapped(), OWNER).open(card, OWNER)).containsExactly(1, 2);
    missesItsToken(token);

    Files.delete(pin);
    back();
    assertThat(shop.create("k-2", ORDER).statusCode()).isEqualTo(201);
    assertThat(envelopes.unwrap(row.wrapped(), OWNER).open(card, OWNER)).containsExactly(1, 2);
  }

  /** Sealed at an operator's word, it is opened at one, and by nothing else. */
  private void sealAndOpenByToken() {
    admin(TestTokens.operator()).post(UNSEALING).then().statusCode(409);
    admin(TestTokens.operator())
        .body(Map.of("reason", "drill"))
        .post("/admin/v1/seal")
        .then()
        .body("state", equalTo("sealed"))
        .body("custody", equalTo("pkcs11"));
    sealing.look();
    assertThat(keys.open()).isFalse();
    admin(TestTokens.auditor()).post(UNSEALING).then().statusCode(403);

    admin(TestTokens.operator()).post(UNSEALING).then().body("state", equalTo("open"));

    api(TestTokens.auditor())
        .get("/admin/v1/status")
        .then()
        .body("state", equalTo("open"))
        .body("seal.custody", equalTo("pkcs11"))
        .body("seal.place", startsWith("key root in token"))
        .body("seal.trouble", nullValue())
        .body("warnings", not(hasItems("custody_single", "root_key_unreachable")));
  }

  /** What needs the root key fails; what is open goes on until it is too old. */
  private void missesItsToken(SoftHsm token) {
    token.pull();
    assertThatThrownBy(custody::reread).isInstanceOf(IllegalStateException.class);
    api(TestTokens.auditor())
        .get("/admin/v1/status")
        .then()
        .body("state", equalTo("open"))
        .body("seal.trouble", equalTo("token_missing"))
        .body("warnings", hasItem("root_key_unreachable"));
    keys.requireFresh();
    TestClock.ahead(Keys.FRESH.plusSeconds(1));
    refuses(ErrorCode.KEYS_STALE, keys::requireFresh);

    token.plug();
    custody.reread();

    keys.requireFresh();
    assertThat(custody.trouble()).isEmpty();
  }

  /** The other way round, by a passphrase that each replica reads by itself. */
  private void back() throws IOException {
    clear();
    writeNext(TestRootKey.json("of the next one"));
    write(config("cardnym.root-key.next-passphrase-file"), "of the next one\n");
    try {
      unsealing.refresh();
      assertThat(next.id()).contains(nextId());
      String to = nextId();
      sign(replace(to).then().statusCode(202).extract().path("approval"));
      unsealing.refresh();
      assertThat(custody.id()).contains(to);
      assertThat(files.current().kind()).isEqualTo(CustodyKind.PASSPHRASE);
    } finally {
      Files.delete(config("cardnym.root-key.next-passphrase-file"));
    }
  }

  @Test
  void aReplicaThatHasNotOpenedTheNextOneKeepsTheOldOneInUse() throws IOException {
    TestSharing made = putShares();
    give(made, 1);
    give(made, 2).then().body("state", equalTo("open"));
    unsealing.refresh();
    // None, and one that bears the same id.
    for (String epochs : List.of("KEK=1", "KEK=1,NEXT=" + nextId())) {
      write(
          "insert into replica (replica_id, epochs, started_at, seen_at) values (gen_random_uuid(), '"
              + epochs
              + "', now(), now())");
      try {
        replace(nextId()).then().statusCode(409).body("missing", equalTo("replicas"));
      } finally {
        write("delete from replica where epochs = '" + epochs + "'");
      }
    }

    assertThat(sealedUnder()).containsExactly(custody.root().id());
  }

  @Test
  void whatWasSignedForAnotherRootKeyIsNotDone() throws IOException {
    TestSharing made = putShares();
    give(made, 1);
    give(made, 2);
    unsealing.refresh();
    String approval = replace(nextId()).then().statusCode(202).extract().path("approval");
    next.drop();
    Files.delete(config("cardnym.root-key.next-file"));

    TestApprover.enrolled().sign(approval);
    TestApprover.enrolled().sign(approval);

    assertThat(sealedUnder()).containsExactly(custody.root().id());
  }

  @Test
  void onePersonAloneReplacesNothing() throws IOException {
    TestSharing made = putShares();
    give(made, 1);
    give(made, 2);
    unsealing.refresh();
    String approval = replace(nextId()).then().statusCode(202).extract().path("approval");

    assertThat(TestApprover.enrolled().sign(approval).statusCode()).isEqualTo(200);

    assertThat(sealedUnder()).containsExactly(custody.root().id());
    api(TestTokens.auditor())
        .contentType("application/json")
        .body("{\"to\":\"x\",\"reason\":\"drill\"}")
        .post(ROOT_KEY + "/replace")
        .then()
        .statusCode(403);
  }

  /** Stopped between the commit and its new configuration, it starts with both files. */
  @Test
  void aReplicaThatStartsWithBothFilesTakesTheOneThatOpensTheKeysets() throws IOException {
    String sealed = sealedUnder().getFirst();
    Path named = config("cardnym.root-key.next-file");
    write(named, TestRootKey.json("any passphrase", Base64.getUrlDecoder().decode(sealed)));
    Path old = named.resolveSibling("old.json");
    write(old, TestRootKey.json("any passphrase"));
    var both =
        new RootKeyFiles(Optional.of(old), Optional.empty(), Optional.of(named), Optional.empty());
    assertThat(both.current().id()).isNotEqualTo(Optional.of(sealed));

    new NextRootKey(
            both,
            new Gatherings(both, Clock.systemUTC()),
            keysets,
            new Custody(keysets, new Keys(Clock.systemUTC())),
            loosened,
            Clock.systemUTC())
        .follow();

    assertThat(both.current().id()).contains(sealed);
    Files.delete(old);
  }

  @Test
  void aFailureInTheMidstLeavesAllKeysetsAsTheyWere() throws IOException {
    TestSharing made = putShares();
    give(made, 1);
    give(made, 2);
    unsealing.refresh();
    String to = nextId();
    String file = Objects.requireNonNull(change.require(to).digest());

    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  change.change(to, file, "person:test", "drill");
                  throw new IllegalStateException("the machine stops here");
                }))
        .hasMessageContaining("stops here");

    assertThat(sealedUnder()).containsExactly(custody.root().id());
    unsealing.refresh();
    assertThat(keys.open()).isTrue();
  }

  /** Sealed anew, it would have the epoch of the one in use, and every replica would take it. */
  @Test
  void aKeysetThatWasPutBackIsNotSealedUnderTheNextOne() throws IOException {
    TestSharing made = putShares();
    give(made, 1);
    give(made, 2);
    unsealing.refresh();
    String to = nextId();
    String file = Objects.requireNonNull(change.require(to).digest());
    Object[] older = keyset();
    rotations.rotate(KeyPurpose.KEK, null, "person:test");
    unsealing.refresh();
    Object[] newer = keyset();
    put(older);
    try {
      assertThatThrownBy(() ->
              QuarkusTransaction.requiringNew()
                  .run(() -> change.change(to, file, "person:test", "drill")))
          .hasMessageContaining("older than the one in use");
      assertThat(sealedUnder()).containsExactly(custody.root().id());
    } finally {
      put(newer);
    }
  }

  /** Whoever signs would read custodians, and the key be one that a passphrase opens. */
  @Test
  void aFileThatTookThePlaceOfTheOneThatWasOpenedIsNotSignedFor() throws IOException {
    writeNext(TestRootKey.json("of the next one"));
    write(config("cardnym.root-key.next-passphrase-file"), "of the next one\n");
    String to = nextId();
    try {
      unsealing.refresh();
      assertThat(next.id()).contains(to);
      assertThat(change.require(to).custody()).isEqualTo("passphrase");
    } finally {
      Files.delete(config("cardnym.root-key.next-passphrase-file"));
    }

    TestSharing shares = putShares();
    writeNext(shares.json().replace(nextId(), to));

    api(TestTokens.auditor()).get(ROOT_KEY).then().body("next.custodians.size()", equalTo(3));
    refuses(ErrorCode.CONFLICT, () -> change.require(to));
    replace(to).then().statusCode(409).body("missing", equalTo("next_root_key"));
  }

  /** Of the same id, and opened by every replica in its place: the first signer saw another. */
  @Test
  void aFileThatIsSwappedBetweenTwoSignaturesIsNotTaken() throws IOException {
    writeNext(TestRootKey.json("of the next one"));
    write(config("cardnym.root-key.next-passphrase-file"), "of the next one\n");
    try {
      unsealing.refresh();
      String to = nextId();
      String approval = replace(to).then().statusCode(202).extract().path("approval");
      api(TestTokens.operator())
          .get("/admin/v1/approvals/" + approval)
          .then()
          .body("change.find { it.label == 'file' }.value", equalTo(change.require(to).digest()));
      assertThat(TestApprover.enrolled().sign(approval).statusCode()).isEqualTo(200);

      next.drop();
      writeNext(TestRootKey.json("of the next one", Base64.getUrlDecoder().decode(to)));
      unsealing.refresh();
      assertThat(next.id()).contains(to);
      assertThat(change.require(to).custody()).isEqualTo("passphrase");
      assertThat(TestApprover.enrolled().sign(approval).statusCode()).isEqualTo(409);

      assertThat(sealedUnder()).containsExactly(custody.root().id());
    } finally {
      Files.delete(config("cardnym.root-key.next-passphrase-file"));
    }
  }

  @Test
  void aReplicaThatWasSealedWhileItFollowedStaysSealed() {
    RootKey root = custody.root();
    var sealed = new Custody(keysets, new Keys(Clock.systemUTC()));

    assertThat(sealed.replace(opened("any passphrase"))).isFalse();

    assertThat(sealed.id()).isEmpty();
    assertThat(custody.root()).isSameAs(root);
  }

  @Test
  void anOddNextFileKeepsNoReplicaFromItsKeys() throws IOException {
    Path named = config("cardnym.root-key.next-file");
    String shares = putShares().json();
    for (String odd : List.of("", "{}", shares.replaceFirst("\\{\"index\":1[^}]*}", "null"))) {
      writeNext(odd);
      long before = beaten();
      unsealing.refresh();
      assertThat(beaten()).as(odd).isGreaterThan(before);
    }
    Files.setPosixFilePermissions(named, PosixFilePermissions.fromString("---------"));
    long before = beaten();
    unsealing.refresh();
    assertThat(beaten()).isGreaterThan(before);
    assertThat(next.id()).isEmpty();
  }

  private static void sign(String approval) {
    assertThat(TestApprover.enrolled().sign(approval).statusCode()).isEqualTo(200);
    Response second = TestApprover.enrolled().sign(approval);
    assertThat(second.statusCode()).as(second.asString()).isEqualTo(200);
    assertThat(second.<String>path("state")).isEqualTo("done");
  }

  private static Response replace(String to) {
    return admin(TestTokens.operator())
        .body(Map.of("to", to, "reason", "custodians change"))
        .post(ROOT_KEY + "/replace");
  }

  /** Two of three custodians: keeper-1 to keeper-3. */
  private TestSharing putShares() throws IOException {
    TestSharing made =
        TestSharing.of(
            ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class),
            2,
            List.of("keeper-1", "keeper-2", "keeper-3"));
    writeNext(made.json());
    return made;
  }

  private SoftHsm putToken() throws IOException {
    byte[] value = UUID.randomUUID().toString().substring(0, 32).getBytes(UTF_8);
    SoftHsm token = SoftHsm.token("moves in").with("root", value);
    writeNext(TestTokenFile.of(token.label(), "root", value).toString());
    return token;
  }

  private static ValidatableResponse nextOfToken() {
    return api(TestTokens.auditor()).get(ROOT_KEY + "/next").then().statusCode(200);
  }

  private Response give(TestSharing made, int keeper) {
    String token = TestTokens.sign(TestTokens.person("keeper-" + keeper, "auditor").build());
    String attempt = api(token).get(ROOT_KEY + "/next").path("attempt");
    return api(token)
        .contentType("text/plain")
        .body(made.shares().get(keeper - 1))
        .post(ROOT_KEY + "/next/" + attempt);
  }

  private static RootKey opened(String passphrase) {
    return RootKeys.open(TestRootKey.json(passphrase), Optional.of(passphrase)).orElseThrow();
  }

  /** Epoch and bytes of the KEK's keyset. */
  private Object[] keyset() {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            (Object[])
                entities
                    .createNativeQuery(
                        "select epoch, sealed from keyset where purpose = 'KEK'", Object[].class)
                    .getSingleResult());
  }

  private void put(Object[] keyset) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery(
                    "update keyset set epoch = :epoch, sealed = :sealed where purpose = 'KEK'")
                .setParameter("epoch", keyset[0])
                .setParameter("sealed", keyset[1])
                .executeUpdate());
  }

  /** When this replica last said that it lives, in microseconds. */
  private long beaten() {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            (BigDecimal)
                entities
                    .createNativeQuery(
                        "select extract(epoch from seen_at) * 1000000 from replica where replica_id = :me",
                        BigDecimal.class)
                    .setParameter("me", Replica.ID)
                    .getSingleResult())
        .longValue();
  }

  private String nextId() {
    return files
        .next()
        .flatMap(kept -> kept.id())
        .orElseGet(() -> files.current().id().orElseThrow());
  }

  private List<String> sealedUnder() {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            entities
                .createNativeQuery("select distinct root_key_id from keyset", String.class)
                .getResultList());
  }

  private void write(String statement) {
    QuarkusTransaction.requiringNew()
        .run(() -> entities.createNativeQuery(statement).executeUpdate());
  }

  private static List<String> trail() {
    return api(TestTokens.auditor()).get("/admin/v1/audit?limit=100").path("items.action");
  }

  private static void writeNext(String text) throws IOException {
    write(config("cardnym.root-key.next-file"), text);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static Path config(String name) {
    return ConfigProvider.getConfig().getValue(name, Path.class);
  }
}
