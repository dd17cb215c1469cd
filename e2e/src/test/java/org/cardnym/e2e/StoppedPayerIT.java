package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An operator stops a payer at the shell, and lets them on again; shop and page see no difference.
 */
@Order(4)
@ExtendWith(SharedWorld.class)
class StoppedPayerIT {
  private static World world;
  private static Operator operator;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    operator = Operator.machine(shared.sandbox(), Places.fresh("operator-stops"));
  }

  @Test
  void aPayerIsLockedProvesInVainIsUnlockedAndPays() {
    Instant begun = Instant.now().minusSeconds(1);
    Payer payer = world.payer(Cast.STOPPED_PAYER);
    Shopper browser = world.shopper();
    JsonNode payment = world.merchant().create(payer.alias());
    String page = browser.open(world.shopUrl(), payment.path("paymentPage").asText());
    signIn(browser, payer);
    assertThat(browser.get(world.pagesUrl() + "/account/view").status()).isEqualTo(200);

    JsonNode shown =
        done(operator.typing(payer.alias(), "payers", "show", "--alias", "-", "--output", "json"));
    String id = shown.path("id").asText();
    assertThat(id).startsWith("pyr_");
    assertThat(shown.path("state").asText()).isEqualTo("active");
    assertThat(shown.path("cards").path("active").asInt()).isEqualTo(1);
    assertThat(shown.toString())
        .doesNotContain(payer.alias(), payer.email(), Cast.STOPPED_PAYER.card().number());

    assertThat(act("lock", id).path("changed").asBoolean()).isTrue();
    assertThat(act("lock", id).path("changed").asBoolean()).isFalse();

    assertThat(browser.get(world.pagesUrl() + "/account/view").status()).isEqualTo(401);
    Reply refused = browser.prove(page, payer.password(), payer.codeNotUsed());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(told(refused)).isEqualTo(told(provesAs("nobody-has-this-name")));
    assertThat(world.merchant().get(payment.path("id").asText()).json().path("state").asText())
        .isEqualTo("requires_authentication");
    awaitMail(payer, "locked your account");

    assertThat(act("unlock", id).path("changed").asBoolean()).isTrue();

    assertThat(browser.prove(page, payer.password(), payer.code()).status()).isEqualTo(200);
    assertThat(browser.outcome(page).path("state").asText()).isEqualTo("approved");
    awaitMail(payer, "unlocked your account");
    for (String action : new String[] {"payer_looked_up", "payer_locked", "payer_unlocked"}) {
      assertThat(world.admin().audited(action, begun, id)).as(action).isTrue();
    }
  }

  @Test
  void whoIsNotThereIsRefusedAndNoNumberIsEchoed() {
    Operator.Ended nobody = operator.run("payers", "show", "--alias", "nobody-has-this-name");
    Operator.Ended number = operator.run("payers", "show", "--alias", TestCard.APPROVED.number());
    Operator.Ended unreasoned = operator.run("payers", "lock", "pyr_00000000000000000000000000");

    assertThat(nobody.exit()).isEqualTo(3);
    assertThat(nobody.err()).contains("not_found", "next: ");
    assertThat(number.exit()).isEqualTo(3);
    assertThat(number.err()).contains("alias_like_card").doesNotContain("4111");
    assertThat(unreasoned.exit()).isEqualTo(2);
    assertThat(unreasoned.err()).contains("--reason");
  }

  private static void signIn(Shopper browser, Payer payer) {
    Map<String, Object> proofs = Map.of("password", payer.password(), "code", payer.code());
    Reply signedIn =
        browser.postJson(
            world.pagesUrl() + "/account/sign-in",
            Map.of("alias", payer.alias(), "proofs", proofs));
    assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(204);
  }

  private static JsonNode act(String act, String id) {
    return done(operator.run("payers", act, id, "--reason", "phone stolen", "--output", "json"));
  }

  private static JsonNode done(Operator.Ended ended) {
    assertThat(ended.exit()).as(ended.err()).isZero();
    return Reply.parse(ended.out());
  }

  /** What a stranger gets on the page of a payment for this name. */
  private static Reply provesAs(String alias) {
    Shopper stranger = world.shopper();
    JsonNode payment = world.merchant().create(alias);
    String page = stranger.open(world.shopUrl(), payment.path("paymentPage").asText());
    return stranger.prove(page, "not the password", "000000");
  }

  /** All of an answer but what names the single request. */
  private static String told(Reply reply) {
    return reply.status() + reply.body().replaceAll("\"request\":\"[^\"]*\"", "");
  }

  private static void awaitMail(Payer payer, String words) {
    String url = world.inbox().url() + "/api/messages?to=" + payer.email();
    Await.until(
        "the mail: " + words, Await.PATIENCE, () -> world.wire().get(url).body().contains(words));
  }
}
