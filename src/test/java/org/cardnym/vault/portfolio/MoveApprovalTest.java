package org.cardnym.vault.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.issuer.SoldBank;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody alone takes a bank's cards to another, in a sandbox neither. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class MoveApprovalTest {
  private static final String WHY = "merger, case 4711";

  @Inject TestHouse test;
  @Inject HouseBank house;
  @Inject Routes routes;
  @Inject Payers payers;
  @Inject TestCards cards;
  @Inject Movers movers;
  @Inject Tables tables;
  private SoldBank sold;
  private String bank;
  private String to;
  private UUID card;
  private Shopless shop;

  /** A merchant's client that no shop stands behind. */
  private record Shopless(String client) {}

  @BeforeEach
  void open() {
    shop = new Shopless(test.open().client());
    sold = house.another();
    bank = TypeId.of(IdKind.BANK, sold.id());
    to = TypeId.of(IdKind.BANK, house.id());
    card = cards.verified(TestPayers.active(payers), sold.id(), TestCards.VISA, true);
  }

  @AfterEach
  void close() {
    tables.write("delete from bank_move where state = 'RUNNING'");
    sold.close();
  }

  @Test
  void twoPeopleMoveCardsAndOneAloneCanNot() {
    Response asked = ask(Map.of());
    String approval = asked.path("approval");
    TestApprover one = TestApprover.enrolled();

    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    assertThat(asked.<String>path("kind")).isEqualTo("bank.move");
    assertThat(asked.<String>path("subject")).isEqualTo(bank);
    assertThat(lines(asked))
        .containsEntry("to institution", "house-bank")
        .containsEntry("range", "all that routes lead there")
        .containsEntry("from", "at once")
        .containsEntry("cards", "1")
        .containsEntry("waiting", "0");
    assertThat(one.sign(approval).<String>path("state")).isEqualTo("waiting");
    assertThat(one.sign(approval).<String>path("code")).isEqualTo("already_signed");
    movers.replica().tick();
    assertThat(bankOfTheCard()).isEqualTo(sold.id());
    assertThat(ofThisBank("id")).isEmpty();

    TestApprover two = TestApprover.enrolled();
    assertThat(two.sign(approval).<String>path("state")).isEqualTo("done");

    UUID move = TypeId.parse(IdKind.MOVE, ofThisBank("id").getFirst());
    assertThat(warnings()).contains("cards_moving");
    movers.drive(move, movers.replica());
    assertThat(bankOfTheCard()).isEqualTo(house.id());
    Response shown = admin(TestTokens.auditor()).get("/admin/v1/moves/" + id(move));
    assertThat(shown.<String>path("state")).isEqualTo("ended");
    assertThat(shown.<Integer>path("moved")).isEqualTo(1);
    assertThat(shown.<Integer>path("left")).isZero();
    assertThat(shown.<String>path("begunBy")).isEqualTo(one.actor() + " " + two.actor());
    assertThat(shown.<String>path("reason")).isEqualTo(WHY);
  }

  @Test
  void whatRoutesDoNotLeadThereAndOtherBanksAreRefusedAndNobodyIsAsked() {
    refused(409, "move_unrouted", Map.of("first", "921000", "last", "921099"));
    refused(409, "move_unrouted", Map.of("first", "699999", "last", "700000"));
    refused(422, "route_unfit", Map.of("first", "4111111111111111"));
    refused(422, "route_unfit", Map.of("from", "soon"));
    refused(400, "malformed", Map.of("to", bank));
    refused(400, "malformed", Map.of("last", "411111"));
    refused(404, "not_found", Map.of("to", "bnk_01k0a8m5c2e9tvq7x4n3b6d8fz"));
    refused(400, "malformed", Map.of("reason", ""));
    UUID route = routes.add("test", sold.id(), "921000", "921099").id();
    refused(409, "move_unrouted", Map.of());
    routes.remove("test", sold.id(), route);
    for (Runnable state : List.<Runnable>of(house::suspend, house::drain)) {
      house.resume();
      state.run();
      refused(409, "conflict", Map.of());
    }
    house.resume();

    assertThat(
            tables.read(
                "select count(*) from approval where kind = 'bank.move' and subject = ?1", bank))
        .isEqualTo(0L);
  }

  @Test
  void onlyAnOperatorAsksAndOnlyAnOperatorStops() {
    for (String token : List.of(TestTokens.auditor(), TestTokens.merchant(shop.client()))) {
      assertThat(ask(token, Map.of(), "").statusCode()).isEqualTo(403);
      assertThat(ask(token, Map.of(), "?dryRun=true").statusCode()).isEqualTo(403);
    }
    UUID move = movers.begun(sold.id(), house.id());
    assertThat(stop(TestTokens.auditor(), move, "wrong table").statusCode()).isEqualTo(403);
    assertThat(stop(TestTokens.operator(), move, "").statusCode()).isEqualTo(400);

    Response stopped = stop(TestTokens.operator(), move, "wrong table");

    assertThat(stopped.<String>path("state")).isEqualTo("stopped");
    assertThat(stopped.<String>path("endedBy")).isNotBlank();
    assertThat(
            admin(TestTokens.auditor())
                .get("/admin/v1/moves/mov_01k0a8m5c2e9tvq7x4n3b6d8fz")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aDryRunCountsAndAsksNobody() {
    cards.waiting(TestPayers.active(payers), sold.id(), TestCards.AMEX);

    Response dry =
        ask(TestTokens.operator(), Map.of("first", "411110", "last", "411119"), "?dryRun=true");

    assertThat(dry.statusCode()).as(dry.asString()).isEqualTo(200);
    assertThat(dry.<Boolean>path("dryRun")).isTrue();
    assertThat(dry.<Integer>path("cards")).isEqualTo(2);
    assertThat(dry.<Integer>path("waiting")).isEqualTo(1);
    assertThat(dry.<Map<String, Integer>>path("sample"))
        .isEqualTo(Map.of("moved", 1, "outside", 0, "elsewhere", 0, "refused", 0));
    assertThat(dry.asString()).doesNotContain("41111111");
    assertThat(
            ask(TestTokens.operator(), Map.of("first", "378282"), "?dryRun=true")
                .<Integer>path("sample.outside"))
        .isEqualTo(1);
    assertThat(bankOfTheCard()).isEqualTo(sold.id());
    assertThat(
            tables.read(
                "select count(*) from audit_entry where action = 'CARDS_LOOKED_AT' and subject ="
                    + " ?1 and actor not like 'vault%'",
                bank))
        .isEqualTo(2L);
    assertThat(ask(TestTokens.operator(), Map.of("first", "921000"), "?dryRun=true").statusCode())
        .isEqualTo(409);
    assertThat(tables.read("select count(*) from approval where subject = ?1", bank)).isEqualTo(0L);
    assertThat(ofThisBank("id")).isEmpty();
  }

  @Test
  void whoseRoutesHaveChangedMeanwhileIsNotMoved() {
    Response asked = ask(Map.of("first", "411111"));
    UUID route = routes.add("test", house.id(), "925000", "925099").id();
    try {
      assertThat(signed(asked)).isEqualTo("changed_meanwhile");
    } finally {
      routes.remove("test", house.id(), route);
    }
    Response again = ask(Map.of("first", "411111"));
    UUID narrow = routes.add("test", sold.id(), "41111111", "41111111").id();
    try {
      assertThat(signed(again)).isEqualTo("move_unrouted");
    } finally {
      routes.remove("test", sold.id(), narrow);
    }
    assertThat(ofThisBank("id")).isEmpty();
  }

  @Test
  void aRequestWhoseRowWasChangedIsRefused() {
    Response asked = ask(Map.of());
    try (SoldBank thief = house.another()) {
      tables.write(
          "update approval set asked = replace(asked, ?1, ?2) where subject = ?3",
          to,
          TypeId.of(IdKind.BANK, thief.id()),
          bank);

      assertThat(TestApprover.enrolled().sign(asked.path("approval")).statusCode())
          .isGreaterThanOrEqualTo(400);
      assertThat(ofThisBank("id")).isEmpty();
    } finally {
      tables.write("delete from approval where subject = ?1", bank);
    }
  }

  private Response ask(Map<String, String> more) {
    return ask(TestTokens.operator(), more, "");
  }

  private Response ask(String token, Map<String, String> more, String query) {
    var body = new HashMap<>(Map.of("to", to, "reason", WHY));
    body.putAll(more);
    return admin(token).body(body).post("/admin/v1/banks/" + bank + "/moves" + query);
  }

  private void refused(int status, String code, Map<String, String> more) {
    Response refused = ask(more);
    assertThat(refused.statusCode()).as(more + refused.asString()).isEqualTo(status);
    assertThat(refused.<String>path("code")).isEqualTo(code);
  }

  private static Response stop(String token, UUID move, String reason) {
    return admin(token)
        .body(Map.of("reason", reason))
        .post("/admin/v1/moves/" + id(move) + "/stop");
  }

  private static String signed(Response asked) {
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    String approval = asked.path("approval");
    TestApprover.enrolled().sign(approval);
    Response second = TestApprover.enrolled().sign(approval);
    return second.statusCode() == 200 ? second.path("state") : second.path("code");
  }

  private static String id(UUID move) {
    return TypeId.of(IdKind.MOVE, move);
  }

  private List<String> ofThisBank(String member) {
    return admin(TestTokens.auditor())
        .get("/admin/v1/moves?limit=100")
        .jsonPath()
        .getList("items.findAll { it.bank == '" + bank + "' }." + member);
  }

  private static List<String> warnings() {
    return admin(TestTokens.operator()).get("/admin/v1/status").path("warnings");
  }

  private Object bankOfTheCard() {
    return tables.read("select bank_id from card where card_id = ?1", card);
  }

  private static Map<String, String> lines(Response shown) {
    List<Map<String, String>> change = shown.path("change");
    return change.stream()
        .collect(Collectors.toMap(line -> line.get("label"), line -> line.get("value")));
  }
}
