package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The KEK is rotated by its operator, and a card that was sealed before pays before and after. */
@Order(4)
@Isolated
@ExtendWith(SharedWorld.class)
class RotationIT {

  private static World world;
  private static Operator machine;

  @BeforeAll
  static void enter(World shared) {
    world = shared;
    machine = Operator.machine(shared.sandbox(), Places.fresh("rotation"));
  }

  @Test
  void anOldKekIsReplacedAndProvenUnusedWhilePayersPay() {
    Payer payer = world.payer(Cast.KEPT_BY_KEYS);

    JsonNode rotated = json(0, "keys", "rotate", "kek");
    String closed = rotated.path("closed").asText();
    pays(payer);
    JsonNode unproven = json(3, "keys", "verify", "kek", "--only", closed);
    JsonNode walk = json(0, "keys", "rewrap");
    JsonNode proof =
        Await.value(
                "the proof",
                Await.PATIENCE,
                () -> machine.run("keys", "verify", "kek", "--only", closed, "--output", "json"),
                ended -> ended.exit() == 0)
            .out()
            .transform(Reply::parse);
    pays(payer);

    assertThat(unproven.path("versions").path(0).path("missing").toString()).contains("rows_left");
    assertThat(walk.path("state").asText()).isEqualTo("ended");
    assertThat(walk.path("done").asLong()).isPositive();
    assertThat(walk.path("remaining").asLong()).isZero();
    assertThat(proof.path("proven").asBoolean()).isTrue();
    JsonNode asked = json(5, "keys", "retire", "kek", closed, "--reason", "drill");
    JsonNode rejected =
        json(0, "approvals", "reject", asked.path("approval").asText(), "--reason", "a drill");
    assertThat(rejected.path("state").asText()).isEqualTo("rejected");
    Operator.Ended listed = machine.run("keys", "list");
    assertThat(listed.out()).contains("PROVEN UNUSED", "closed", "primary");
  }

  @Test
  void theRowsKeyIsReplacedAndEveryMacMadeAnewWhilePayersPay() {
    Payer payer = world.payer(Cast.KEPT_BY_KEYS);

    JsonNode rotated = json(0, "keys", "rotate", "row_integrity");
    String closed = rotated.path("closed").asText();
    pays(payer);
    JsonNode walk = json(0, "keys", "rewrap", "row_integrity", "--rate", "20000");
    JsonNode unproven = json(3, "keys", "verify", "row_integrity", "--only", closed);
    pays(payer);

    assertThat(rotated.path("state").asText()).isEqualTo("primary");
    assertThat(walk.path("purpose").asText()).isEqualTo("row_integrity");
    assertThat(walk.path("done").asLong()).isPositive();
    assertThat(walk.path("remaining").asLong()).isZero();
    assertThat(unproven.path("versions").path(0).path("missing").toString())
        .contains("not_expired");
  }

  private static void pays(Payer payer) {
    String payment = world.pay(payer).path("id").asText();
    world.merchant().awaitState(payment, Await.PATIENCE, Set.of("approved"));
  }

  private static JsonNode json(int exit, String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--output";
    all[words.length + 1] = "json";
    Operator.Ended ended = machine.run(all);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(exit);
    return Reply.parse(ended.out());
  }
}
