package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RepeatTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;

  RepeatTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @Test
  void repeatGetsTheFirstDecisionSignedAnew() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    ObjectNode first = vault.ask(payload);
    ObjectNode second = vault.askAgain(payload);
    assertThat(second.path("jti")).isNotEqualTo(first.path("jti"));
    assertThat(second.path("transmission")).isNotEqualTo(first.path("transmission"));
    List<String> own = List.of("jti", "iat", "exp", "inReplyTo", "transmission");
    assertThat(second.deepCopy().remove(own)).isEqualTo(first.deepCopy().remove(own));
    assertThat(entries(payload)).isOne();
  }

  @Test
  void declineIsRepeatedEvenWhenTheBankWouldApproveNow() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(Payloads.reversal(payload));
    assertThat(vault.ask(payload).path("responseCode").asText()).isEqualTo("05");
    assertThat(vault.askAgain(payload).path("responseCode").asText()).isEqualTo("05");
  }

  @Test
  void contentInAnotherOrderIsTheSameContent() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    Object card = payload.remove("card");
    payload.put("card", card);
    assertThat(vault.askAgain(payload).path("decision").asText()).isEqualTo("approved");
  }

  @Test
  void knownIdWithOtherContentIsRefusedAndChangesNothing() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    ObjectNode first = vault.ask(payload);
    Map<String, Object> other = Payloads.repeat(payload, BANK.clock.instant());
    other.put("amount", Payloads.amount(1));
    Reply reply = vault.send(other);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("content_differs");
    assertThat(entries(payload)).isOne();
    assertThat(vault.askAgain(payload).path("approvalCode")).isEqualTo(first.path("approvalCode"));
  }

  @Test
  void transmissionRefusedForOtherContentStaysSeen() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    Map<String, Object> other = Payloads.repeat(payload, BANK.clock.instant());
    other.put("amount", Payloads.amount(1));
    String compact = vault.seal(other);
    assertThat(vault.post(compact).code()).isEqualTo("content_differs");
    assertThat(vault.post(compact).code()).isEqualTo("replayed");
  }

  @Test
  void knownIdOfAnotherKindIsRefused() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    Map<String, Object> reversal = Payloads.reversal(payload);
    reversal.put("messageId", payload.get("messageId"));
    assertThat(vault.send(Payloads.fresh(reversal, BANK.clock.instant())).status()).isEqualTo(409);
  }

  @Test
  void simultaneousTwinsMakeOneDecisionAndOneEntry() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    List<CompletableFuture<ObjectNode>> twins =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> again(payload)))
            .limit(8)
            .toList();
    List<String> codes =
        twins.stream().map(twin -> twin.join().path("approvalCode").asText()).distinct().toList();
    assertThat(codes).hasSize(1);
    assertThat(entries(payload)).isOne();
  }

  @Test
  void simultaneousReplaysAreTakenOnce() throws Exception {
    Map<String, Object> payload =
        Payloads.fresh(Payloads.authorization("4111111111111111"), BANK.clock.instant());
    String compact = vault.seal(payload);
    List<CompletableFuture<Reply>> replays =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> posted(compact)))
            .limit(6)
            .toList();
    List<Integer> statuses = replays.stream().map(reply -> reply.join().status()).toList();
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 400).hasSize(5);
  }

  @Test
  void restartKeepsTransmissionsAndDecisions() throws Exception {
    Map<String, Object> payload =
        Payloads.fresh(Payloads.authorization("4111111111111111"), BANK.clock.instant());
    String compact = vault.seal(payload);
    assertThat(vault.post(compact).status()).isEqualTo(200);
    BANK.restart();
    assertThat(vault.post(compact).code()).isEqualTo("replayed");
    vault.askAgain(payload);
    assertThat(entries(payload)).isOne();
  }

  @Test
  void messageIdIsKnownFor180Days() throws Exception {
    Map<String, Object> payload = Payloads.reversal(Payloads.authorization("4111111111111111"));
    vault.ask(payload);
    BANK.clock.advance(Duration.ofDays(180));
    BANK.housekeeping();
    vault.askAgain(payload);
    assertThat(entries(payload)).isOne();
  }

  @Test
  void forgottenAuthorizationIsNotBookedAgain() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    BANK.clock.advance(Duration.ofDays(180).plusSeconds(1));
    BANK.housekeeping();
    assertThat(vault.askAgain(payload).path("responseCode").asText()).isEqualTo("05");
  }

  @Test
  void transmissionsAreForgottenAfterTwoMinutes() throws Exception {
    vault.ask(Payloads.authorization("4111111111111111"));
    BANK.clock.advance(Duration.ofSeconds(121));
    BANK.housekeeping();
    assertThat(BANK.count("SELECT count(*) FROM seen_transmission")).isZero();
  }

  private ObjectNode again(Map<String, Object> payload) {
    try {
      return vault.ask(new java.util.LinkedHashMap<>(payload));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply posted(String compact) {
    try {
      return vault.post(compact);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long entries(Map<String, Object> payload) {
    return BANK.count(
        "SELECT count(*) FROM entry WHERE message_id = '" + payload.get("messageId") + "'");
  }
}
