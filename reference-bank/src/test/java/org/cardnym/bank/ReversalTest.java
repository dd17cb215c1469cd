package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReversalTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;

  ReversalTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @Test
  void approvedAuthorizationIsReleased() throws Exception {
    Map<String, Object> authorization = Payloads.authorization("4111111111111111");
    vault.ask(authorization);
    ObjectNode answer = vault.ask(Payloads.reversal(authorization));
    assertThat(answer.path("decision").asText()).isEqualTo("acknowledged");
    assertThat(answer.path("responseCode").asText()).isEqualTo("00");
    assertThat(balance(authorization)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5105105105105100", "4242424242424242"})
  void declinedAuthorizationIsAcknowledgedAndGivesNothing(String number) throws Exception {
    Map<String, Object> authorization = Payloads.authorization(number);
    vault.ask(authorization);
    assertThat(vault.ask(Payloads.reversal(authorization)).path("decision").asText())
        .isEqualTo("acknowledged");
    assertThat(balance(authorization)).isZero();
  }

  @Test
  void authorizationThatComesAfterItsReversalIsDeclined() throws Exception {
    Map<String, Object> authorization = Payloads.authorization("4111111111111111");
    assertThat(vault.ask(Payloads.reversal(authorization)).path("decision").asText())
        .isEqualTo("acknowledged");
    ObjectNode late = vault.ask(authorization);
    assertThat(late.path("decision").asText()).isEqualTo("declined");
    assertThat(late.path("responseCode").asText()).isEqualTo("05");
    assertThat(balance(authorization)).isZero();
  }

  @Test
  void secondReversalIsAcknowledgedAndReleasesNothingMore() throws Exception {
    Map<String, Object> authorization = Payloads.authorization("4111111111111111");
    vault.ask(authorization);
    vault.ask(Payloads.reversal(authorization));
    assertThat(vault.ask(Payloads.reversal(authorization)).path("decision").asText())
        .isEqualTo("acknowledged");
    assertThat(balance(authorization)).isZero();
  }

  @Test
  void repeatOfAReversedAuthorizationStillGetsItsFirstDecision() throws Exception {
    Map<String, Object> authorization = Payloads.authorization("4111111111111111");
    vault.ask(authorization);
    vault.ask(Payloads.reversal(authorization));
    assertThat(vault.askAgain(authorization).path("decision").asText()).isEqualTo("approved");
    assertThat(balance(authorization)).isZero();
  }

  @Test
  void reversalAfterARefundReleasesTheRest() throws Exception {
    Map<String, Object> authorization = Payloads.authorization("4111111111111111");
    vault.ask(authorization);
    vault.ask(Payloads.refund(authorization, 500));
    vault.ask(Payloads.reversal(authorization));
    assertThat(balance(authorization)).isZero();
  }

  @Test
  void raceOfAuthorizationAndReversalNeverLeavesMoneyTaken() throws Exception {
    for (int i = 0; i < 25; i++) {
      Map<String, Object> authorization = Payloads.authorization("4111111111111111");
      Map<String, Object> reversal = Payloads.reversal(authorization);
      CompletableFuture.allOf(asked(authorization), asked(reversal)).join();
      assertThat(balance(authorization)).isZero();
    }
  }

  private CompletableFuture<Void> asked(Map<String, Object> payload) {
    return CompletableFuture.runAsync(() -> {
      try {
        vault.ask(payload);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
  }

  /** The sum of what all entries of this authorization did to the cardholder's balance. */
  private static long balance(Map<String, Object> authorization) {
    String id = (String) authorization.get("messageId");
    List<String> sum =
        BANK.texts(
            "SELECT coalesce(sum(balance_effect), 0) FROM entry WHERE message_id = '"
                + id
                + "' OR original = '"
                + id
                + "'");
    return Long.parseLong(sum.get(0));
  }
}
