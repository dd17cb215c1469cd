package org.cardnym.vault.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.cardnym.vault.intake.ImportDoor.refused;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.TestLoosened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bank's customers come in by a file; whatever is not exactly right does not. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ImportsTest {
  @Inject TestHouse house;
  @Inject HouseBank bank;
  @Inject Banks banks;
  @Inject Routes routes;
  @Inject Payers payers;
  @Inject Tables tables;
  private ImportDoor door;

  @BeforeEach
  void open() {
    house.open();
    door = new ImportDoor(bank);
  }

  @Test
  void everyLineBecomesAPayerWithACard() {
    TestFile file = door.file(51).full();

    Response state = door.sent(file);

    assertThat(state.<String>path("state")).isEqualTo("ended");
    assertThat(state.<Integer>path("imported")).isEqualTo(51);
    assertThat(state.<Integer>path("refused")).isZero();
    String id = state.path("import");
    assertThat(refused(id)).isEmpty();
    assertThat(audited("PAYER_IMPORTED", id)).isEqualTo(51L);
    assertThat(audited("CARD_IMPORTED", id)).isEqualTo(51L);
    assertThat(bank.received()).isEmpty();
  }

  @Test
  void twoPeopleSignForAFileBeforeAnyOfItIsTaken() {
    TestLoosened.without(Loosened.Check.ONE_OPERATOR);
    TestFile file = door.file(1).full();
    Response asked = door.ask(file);
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    String approval = asked.path("approval");

    TestApprover.enrolled().sign(approval);
    Response alone = door.ask(file);
    assertThat(alone.statusCode()).isEqualTo(202);
    assertThat(alone.<String>path("approval")).isEqualTo(approval);
    assertThat(alone.<Integer>path("missing")).isEqualTo(1);

    assertThat(TestApprover.enrolled().sign(approval).<String>path("state")).isEqualTo("done");
    String id = door.opened(file);
    assertThat(ImportDoor.state(id).<String>path("openedBy")).contains(" ");
    assertThat(door.send(id, 0, file.block(0)).<Integer>path("imported")).isEqualTo(1);
  }

  /** Of two contents under one id the one that is signed for first comes in. */
  @Test
  void anotherContentUnderTheSameIdIsAnotherRequest() {
    TestLoosened.without(Loosened.Check.ONE_OPERATOR);
    TestFile file = door.file(1).full();
    TestFile other = door.file(1);
    other.id = file.id;
    other.full();
    Response asked = door.ask(file);
    Response altered = door.ask(other);
    assertThat(altered.statusCode()).isEqualTo(202);
    assertThat(altered.<String>path("approval")).isNotEqualTo(asked.path("approval"));
    assertThat(door.ask(file).<String>path("approval")).isEqualTo(asked.path("approval"));

    TestApprover alice = TestApprover.enrolled();
    TestApprover bob = TestApprover.enrolled();
    alice.sign(asked.path("approval"));
    alice.sign(altered.path("approval"));
    assertThat(bob.sign(asked.path("approval")).<String>path("state")).isEqualTo("done");
    assertRefused(bob.sign(altered.path("approval")), 409, "import_known");
    assertThat(door.ask(file).statusCode()).isEqualTo(200);
  }

  @Test
  void aFileIsGoneOnWithAndNoLineIsTakenTwice() {
    TestFile file = door.file(101).full();
    String id = door.opened(file);
    door.send(id, 0, file.block(0));

    assertThat(door.ask(file).<Integer>path("next")).isEqualTo(1);
    assertThat(door.send(id, 0, file.block(0)).<Integer>path("imported")).isEqualTo(50);
    Response early = door.send(id, 2, file.block(2));
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.<Integer>path("next")).isEqualTo(1);
    door.send(id, 1, file.block(1));
    Response last = door.send(id, 2, file.block(2));

    assertThat(last.<Integer>path("imported")).isEqualTo(101);
    assertThat(last.<Integer>path("next")).isNull();
    assertThat(audited("PAYER_IMPORTED", id)).isEqualTo(101L);
    assertThat(door.ask(file).<String>path("state")).isEqualTo("ended");
  }

  /** A file's id is good once: lines that were refused for that would never come again. */
  @Test
  void noEnrolmentWaitsForABlock() {
    TestFile file = door.file(2).add(Map.of());
    file.raw(file.line(Map.of("email", "nobody")));
    String id = door.opened(file);

    CompletableFuture<Response> block =
        tables.whileLocked(
            "intake_refusal",
            () -> {
              var sent = beside(() -> door.send(id, 0, file.block(0)));
              tables.await(
                  1L,
                  "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query"
                      + " like 'insert into intake_refusal%'");
              beside(() -> TestPayers.begun(payers)).orTimeout(20, TimeUnit.SECONDS).join();
              return sent;
            });

    assertThat(block.join().<Integer>path("imported")).isEqualTo(1);
  }

  @Test
  void aBankThatTakesNoCardsNowKeepsItsLinesForLater() {
    TestFile file = door.file(101).full();
    String id = door.opened(file);
    door.send(id, 0, file.block(0));
    try {
      banks.drain("test", bank.id(), "a test");
      assertRefused(door.send(id, 1, file.block(1)), 409, "conflict");
      banks.suspend("test", bank.id(), "a test");
      Response refused = door.send(id, 1, file.block(1));
      assertRefused(refused, 409, "conflict");
      assertThat(refused.<String>path("state")).isEqualTo("suspended");
      assertThat(door.send(id, 0, file.block(0)).<Integer>path("imported")).isEqualTo(50);
    } finally {
      banks.resume("test", bank.id(), "the test is over");
    }

    door.send(id, 1, file.block(1));
    Response last = door.send(id, 2, file.block(2));
    assertThat(last.<Integer>path("imported")).isEqualTo(101);
    assertThat(last.<Integer>path("refused")).isZero();
  }

  @Test
  void aFileThatWasSealedToTheOldKeyComesInUntilThatKeyHasEnded() throws JOSEException {
    ECKey old = ImportDoor.key();
    TestFile file = door.file(51).full();
    TestFile late = door.file(1).full();
    String next = admin(TestTokens.operator()).post(ImportDoor.IMPORTS + "/keys").path("kid");
    assertThat(next).isNotEqualTo(old.computeThumbprint().toString());
    assertThat(ImportDoor.key().getKeyID()).isEqualTo(next);

    String id = door.opened(file);
    door.send(id, 0, file.block(0));
    assertRefused(retire(next), 409, "conflict");
    assertRefused(retire(old.computeThumbprint().toString()), 409, "conflict");
    assertRefused(retire("no-such-key"), 404, "not_found");
    assertThat(door.send(id, 1, file.block(1)).<Integer>path("imported")).isEqualTo(51);
    assertThat(door.sent(door.file(1).full()).<Integer>path("imported")).isEqualTo(1);

    // Other tests leave theirs open.
    tables.write("delete from intake where ended_at is null");
    Response asked = retire(old.computeThumbprint().toString());
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    String approval = asked.path("approval");
    TestApprover.enrolled().sign(approval);
    assertThat(TestApprover.enrolled().sign(approval).<String>path("state")).isEqualTo("done");

    assertRefused(door.ask(late), 422, "line_refused");
    assertThat(door.sent(door.file(1).full()).<Integer>path("imported")).isEqualTo(1);
  }

  @Test
  void anotherFileThanWasSignedForIsRefused() {
    TestFile file = door.file(51).full();
    String id = door.opened(file);
    TestFile other = door.file(51);
    other.id = file.id;
    other.full();

    assertRefused(door.send(id, 0, other.block(0)), 409, "import_other_file");
    assertRefused(door.send(id, 0, file.block(1)), 409, "import_other_file");
    byte[] altered = file.block(0);
    altered[altered.length - 40] ^= 1;
    assertRefused(door.send(id, 0, altered), 409, "import_other_file");
    assertRefused(door.ask(other), 409, "import_known");
    assertThat(ImportDoor.state(id).<Integer>path("imported")).isZero();
  }

  @Test
  void whatIsNoFileOfThisBankIsNotEvenAskedFor() throws JOSEException {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).generate();
    TestFile file = door.file(1);
    ECKey vault = ImportDoor.key();

    assertLine(file.line(Map.of(), stranger, vault), "key");
    assertLine(file.line(Map.of(), bank.signs(), stranger), "key");
    assertLine(file.line(Map.of("iss", "another-bank")), "parties");
    assertLine(file.line(Map.of("aud", "https://another.example")), "parties");
    assertLine(file.line(Map.of("exp", Instant.now().getEpochSecond() - 1)), "time");
    assertLine(file.line(Map.of("exp", Instant.now().getEpochSecond() + 33 * 86_400L)), "time");
    assertLine(file.line(Map.of("iat", Instant.now().getEpochSecond() + 60)), "time");
    assertLine(file.line(Map.of("line", 2, "count", 2)), "message");
    assertLine(file.line(Map.of("count", 2)), "message");
    assertLine(file.line(Map.of("kind", "authorization")), "message");
    assertLine(file.line(Map.of("file", "short")), "message");
    assertLine("no.jose", "shape");
    assertLine(file.line(jws -> {}, jwe -> jwe.customParam("cardnym", 1)), "header");
    assertLine(
        file.line(jws -> {}, jwe -> jwe.compressionAlgorithm(CompressionAlgorithm.DEF)), "header");
    assertLine(file.line(jws -> {}, jwe -> jwe.type(new JOSEObjectType("JWE"))), "header");
    assertLine(file.line(jws -> jws.customParam("cardnym", 1), jwe -> {}), "header");
    assertLine(file.line(jws -> jws.type(new JOSEObjectType("JWT")), jwe -> {}), "header");
  }

  @Test
  void aRequestThatDoesNotFitIsRefused() {
    TestFile file = door.file(51).full();
    assertRefused(asked(file, "lines", 50), 400, "malformed");
    assertRefused(asked(file, "blocks", List.of("0".repeat(63), "0".repeat(64))), 400, "malformed");
    assertRefused(asked(file, "lines", 500_001), 413, "too_large");
    assertRefused(asked(file, "bank", "bnk_01k0a8m5c2e9tvq7x4n3b6d8fz"), 404, "not_found");
    String id = door.opened(file);
    assertRefused(door.send(id, 0, new byte[300_000]), 413, "too_large");
    assertRefused(door.send(id, 2, file.block(1)), 404, "not_found");
    assertRefused(door.send("imp_01k0a8m5c2e9tvq7x4n3b6d8fz", 0, file.block(0)), 404, "not_found");
  }

  @Test
  void theLargestFileIsAskedFor() {
    TestFile file = door.file(Blocks.MOST_LINES).add(Map.of());
    Map<String, Object> asked = door.asked(file);
    asked.put("blocks", Collections.nCopies(Blocks.count(file.count), "5a".repeat(32)));

    door.ask(TestTokens.operator(), asked)
        .then()
        .statusCode(200)
        .body("lines", equalTo(500_000))
        .body("next", equalTo(0));
  }

  @Test
  void onlyOperatorsMoveAnybodyIn() {
    TestFile file = door.file(1).full();
    String id = door.opened(file);

    for (String token : List.of(TestTokens.auditor(), TestTokens.merchant("a-shop"))) {
      assertThat(door.ask(token, door.asked(file)).statusCode()).isEqualTo(403);
      assertThat(door.send(token, id, 0, file.block(0)).statusCode()).isEqualTo(403);
    }
    assertThat(ImportDoor.state(id).<Integer>path("imported")).isZero();
  }

  @Test
  void linesThatAreNotRightAreToldByNumberAndCodeAndTheOthersCome() throws JOSEException {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).generate();
    ECKey vault = ImportDoor.key();
    UUID other =
        banks
            .add(
                "test",
                "other-" + UUID.randomUUID().toString().substring(0, 8),
                "Other",
                "https://127.0.0.1:4443/cardnym",
                banks.find(bank.id()).orElseThrow().trustPem())
            .id();
    UUID route = routes.add("test", other, "37144963", "37144963").id();
    TestFile before = door.file(1).full();
    door.sent(before);
    var wanted = new ArrayList<String>();
    List<Function<TestFile, String>> faulty =
        List.of(
            f -> told(wanted, "line_key", f.line(Map.of(), stranger, vault)),
            f -> told(wanted, "line_key", f.line(Map.of(), bank.signs(), stranger)),
            f -> told(wanted, "line_shape", altered(f.line(Map.of()))),
            f -> told(wanted, "line_message", f.line(Map.of("line", 1))),
            f -> told(wanted, "line_message", f.line(Map.of("file", "A".repeat(22)))),
            f -> told(wanted, "line_message", f.line(Map.of("count", 99))),
            f -> told(wanted, "line_time", f.line(Map.of("exp", 1))),
            f -> told(wanted, "line_parties", f.line(Map.of("iss", "another-bank"))),
            f -> told(wanted, "line_bank", card(f, TestFile.card("371449635398431"))),
            f -> told(wanted, "alias_taken", f.line(Map.of("alias", before.alias(1)))),
            f -> told(wanted, "alias_taken", f.line(Map.of("alias", f.alias(1)))),
            f -> told(wanted, "alias_like_card", f.line(Map.of("alias", "4111 1111 1111 1111"))),
            f -> told(wanted, "alias_too_short", f.line(Map.of("alias", "xy"))),
            f -> told(wanted, "malformed", f.line(Map.of("alias", "absent"))),
            f -> told(wanted, "malformed", f.line(Map.of("zone", "Nowhere/Land"))),
            f -> told(wanted, "contact_unfit", f.line(Map.of("email", "nobody"))),
            f -> told(wanted, "card_not_added", card(f, TestFile.card("4111111111111112"))),
            f -> told(wanted, "card_not_added", card(f, TestFile.card("4000000000000002"))),
            f -> told(wanted, "card_not_added", card(f, with("expiry", "2020-01"))),
            f -> told(wanted, "card_not_added", card(f, with("verificationCode", "123"))),
            f -> told(wanted, "card_not_added", f.line(Map.of("card", "absent"))),
            f -> told(wanted, "card_not_added", f.line(Map.of("limit", "absent"))));
    TestFile file = door.file(faulty.size() + 2).add(Map.of());
    wanted.add("");
    faulty.forEach(line -> file.raw(line.apply(file)));
    file.add(Map.of("zone", "Europe/Berlin", "more", List.of("unknown"), "gender", "x"));

    Response state = door.sent(file);
    routes.remove("test", other, route);

    var expected = new ArrayList<String>();
    for (int i = 1; i < wanted.size(); i++) {
      expected.add((i + 1) + " " + wanted.get(i));
    }
    assertThat(refused(state.path("import"))).containsExactlyElementsOf(expected);
    assertThat(state.<Integer>path("imported")).isEqualTo(2);
    assertThat(state.<Integer>path("refused")).isEqualTo(faulty.size());
  }

  private static Response retire(String kid) {
    return admin(TestTokens.operator())
        .body(Map.of("reason", "yearly"))
        .post(ImportDoor.IMPORTS + "/keys/" + kid + "/retire");
  }

  private static Map<String, Object> with(String member, Object value) {
    var card = new java.util.HashMap<>(TestFile.card(TestFile.VISA));
    card.put(member, value);
    return card;
  }

  private static String card(TestFile file, Map<String, Object> card) {
    return file.line(Map.of("card", card));
  }

  private static String told(List<String> wanted, String code, String line) {
    wanted.add(code);
    return line;
  }

  /** Another last letter but one of the ciphertext. */
  private static String altered(String line) {
    int at = line.lastIndexOf('.') - 5;
    char other = line.charAt(at) == 'A' ? 'B' : 'A';
    return line.substring(0, at) + other + line.substring(at + 1);
  }

  private Response asked(TestFile file, String member, Object value) {
    Map<String, Object> asked = door.asked(file);
    asked.put(member, value);
    return door.ask(TestTokens.operator(), asked);
  }

  private void assertLine(String first, String reason) {
    TestFile file = door.file(1).raw(first);
    Response asked = door.ask(file);
    assertRefused(asked, 422, "line_refused");
    assertThat(asked.<String>path("reason")).isEqualTo(reason);
  }

  private static void assertRefused(Response response, int status, String code) {
    assertThat(response.<String>path("code")).as(response.asString()).isEqualTo(code);
    assertThat(response.statusCode()).isEqualTo(status);
  }

  private Object audited(String action, String importId) {
    return tables.read(
        "select count(*) from audit_entry where action = ?1 and facts like ?2",
        action,
        "%" + importId + "%");
  }

  private static <T> CompletableFuture<T> beside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }
}
