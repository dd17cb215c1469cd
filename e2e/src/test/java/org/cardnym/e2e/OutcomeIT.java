package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a bank does, vault, bank and merchant end with one outcome. All payments start together,
 * as some windows are long.
 */
@Order(4)
@Isolated
@ExtendWith(SharedWorld.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutcomeIT {
  private static final Set<String> ENDED = Set.of("approved", "declined", "failed");
  private static final Duration WINDOW_AND_REVERSAL = Duration.ofSeconds(75);

  private static World world;
  private static final Map<Cast, String> PAYMENTS = new ConcurrentHashMap<>();
  private static SignInDoor door;
  private static long firstVault;

  @BeforeAll
  static void payWithEachCard(World shared) {
    world = shared;
    List.of(
            Cast.BANK_IS_SILENT,
            Cast.BANK_SIGNS_NOT,
            Cast.BANK_TALKS_NONSENSE,
            Cast.BANK_SAYS_BROKE,
            Cast.BANK_IS_SLOW)
        .parallelStream()
        .forEach(who -> PAYMENTS.put(who, world.pay(world.payer(who)).path("id").asText()));
    door = SignInDoor.of(world);
    door.failsTimes(5, world.payer(Cast.BANK_TALKS_NONSENSE));
    door.failsTimes(4, world.payer(Cast.BANK_SIGNS_NOT));
    firstVault = world.sandbox().vault().pid();
  }

  @ParameterizedTest
  @EnumSource(names = {"BANK_IS_SILENT", "BANK_SIGNS_NOT", "BANK_TALKS_NONSENSE"})
  void anAnswerThatIsNoneFailsForTheMerchantAndIsReversedAtTheBank(Cast who) {
    String id = PAYMENTS.get(who);
    JsonNode failed = world.merchant().awaitState(id, WINDOW_AND_REVERSAL, ENDED);
    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(failed.path("reversal").asText()).isIn("pending", "done");
    JsonNode done =
        Await.value(
            "the reversal",
            WINDOW_AND_REVERSAL,
            () -> world.merchant().get(id).json(),
            payment -> payment.path("reversal").asText().equals("done"));
    assertThat(done.path("state").asText()).isEqualTo("failed");
    assertReversedAtTheBank(id);
  }

  @Test
  void aBankWithoutMoneyDeclinesAndTheMerchantMayAskForAnotherCard() {
    JsonNode payment =
        world.merchant().awaitState(PAYMENTS.get(Cast.BANK_SAYS_BROKE), Await.PATIENCE, ENDED);
    assertThat(payment.path("state").asText()).isEqualTo("declined");
    assertThat(payment.path("retry").asText()).isEqualTo("other_card");
    assertThat(payment.toString()).doesNotContain("\"51\"");
    JsonNode receipt = onlyAuthorization(PAYMENTS.get(Cast.BANK_SAYS_BROKE));
    assertThat(receipt.path("decision").asText()).isEqualTo("declined");
    assertThat(receipt.path("responseCode").asText()).isEqualTo("51");
    assertThat(receipt.path("balanceEffect").asLong()).isZero();
  }

  @Test
  void aSlowBankApprovesOnce() {
    String id = PAYMENTS.get(Cast.BANK_IS_SLOW);
    JsonNode payment = world.merchant().awaitState(id, Await.PATIENCE, ENDED);
    assertThat(payment.path("state").asText()).isEqualTo("approved");
    assertThat(payment.path("amounts").path("authorized").toString()).contains("1234");
    JsonNode receipt = onlyAuthorization(id);
    assertThat(receipt.path("decision").asText()).isEqualTo("approved");
    assertThat(receipt.path("reversed").asBoolean()).isFalse();
    assertThat(receipt.path("card").asText()).isEqualTo(TestCard.SLOW.masked());
  }

  @Test
  void theHolderOfACardThatWasOnlyComparedIsToldByTheBank() {
    Payer payer = world.payer(Cast.PLAIN_SIGHT);
    JsonNode notice =
        Await.value(
            "the notice",
            Await.PATIENCE,
            () ->
                world.bank().receipts().stream()
                    .filter(receipt -> receipt.path("kind").asText().equals("holder-notice"))
                    .filter(receipt -> receipt.path("alias").asText().equals("p…t"))
                    .findFirst()
                    .<JsonNode>map(receipt -> receipt)
                    .orElse(MissingNode.getInstance()),
            receipt -> !receipt.isMissingNode());
    assertThat(notice.path("card").asText()).isEqualTo(TestCard.COMPARED_ONLY.masked());
    assertThat(notice.path("decision").asText()).isEqualTo("acknowledged");
    assertThat(notice.toString()).doesNotContain(payer.alias());
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void killedAfterTheBanksApprovalAndBeforeItsCommitTheVaultComesBackToOneOutcome() {
    Payer payer = world.payer(Cast.BANK_IS_SLOW);
    JsonNode payment = world.merchant().create(payer.alias());
    String id = payment.path("id").asText();
    Shopper browser = world.shopper();
    String page = browser.open(world.shopUrl(), payment.path("paymentPage").asText());
    String code = payer.code();
    Thread proof = Thread.startVirtualThread(() -> proveAndLose(browser, page, payer, code));
    Await.until(
        "the bank's decision", Await.PATIENCE, () -> !world.bank().authorizations(id).isEmpty());

    world.sandbox().vault().destroyForcibly();
    Await.until("the vault's end", Duration.ofSeconds(10), () -> !world.metrics().ready());
    Await.until("the vault's return", Duration.ofSeconds(90), world.metrics()::ready);

    JsonNode ended = world.merchant().awaitState(id, WINDOW_AND_REVERSAL, ENDED);
    assertThat(proof.isAlive()).isFalse();
    assertThat(browser.outcome(page).path("state")).isEqualTo(ended.path("state"));
    JsonNode receipt = onlyAuthorization(id);
    if (ended.path("state").asText().equals("approved")) {
      assertThat(receipt.path("decision").asText()).isEqualTo("approved");
      assertThat(receipt.path("reversed").asBoolean()).isFalse();
    } else {
      assertThat(ended.path("state").asText()).isEqualTo("failed");
      Await.until(
          "the reversal",
          WINDOW_AND_REVERSAL,
          () -> world.merchant().get(id).json().path("reversal").asText().equals("done"));
      assertReversedAtTheBank(id);
    }
  }

  /** No vault ran in between: what it knew of tries stood in the database only. */
  @Test
  @Order(Integer.MAX_VALUE)
  void doorsThatTriesLockedAreLockedAfterTheRestartAndOthersAreOpen() {
    assertThat(world.sandbox().vault().pid()).isNotEqualTo(firstVault);

    door.isLockedFor(world.payer(Cast.BANK_TALKS_NONSENSE));
    door.failsTimes(1, world.payer(Cast.BANK_SIGNS_NOT));
    door.isLockedFor(world.payer(Cast.BANK_SIGNS_NOT));
    door.isOpenFor(world.payer(Cast.BANK_SAYS_BROKE));
  }

  private static void proveAndLose(Shopper browser, String page, Payer payer, String code) {
    try {
      browser.prove(page, payer.password(), code);
    } catch (java.io.UncheckedIOException killed) {
      // The vault went away while the browser waited; that is the test.
    }
  }

  /** One booking, given back in full, and nothing approved after the reversal. */
  private static void assertReversedAtTheBank(String id) {
    List<JsonNode> receipts = world.bank().of(id);
    JsonNode sale = onlyAuthorization(id);
    assertThat(sale.path("decision").asText()).isEqualTo("approved");
    assertThat(sale.path("reversed").asBoolean()).isTrue();
    assertThat(receipts.stream().mapToLong(r -> r.path("balanceEffect").asLong()).sum()).isZero();
    assertThat(receipts.getFirst().path("kind").asText()).isEqualTo("reversal");
  }

  private static JsonNode onlyAuthorization(String id) {
    List<JsonNode> found = world.bank().authorizations(id);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
