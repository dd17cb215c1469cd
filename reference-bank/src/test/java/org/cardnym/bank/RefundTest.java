package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefundTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;

  RefundTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @Test
  void wholeAmountMayGoBackInParts() throws Exception {
    Map<String, Object> sale = sale("4111111111111111");
    assertThat(code(Payloads.refund(sale, 1000))).isEqualTo("00");
    assertThat(code(Payloads.refund(sale, 999))).isEqualTo("00");
  }

  @Test
  void refundOverTheAmountIsDeclined() throws Exception {
    assertThat(code(Payloads.refund(sale("4111111111111111"), 2000))).isEqualTo("13");
  }

  @Test
  void sumOfRefundsOverTheAmountIsDeclined() throws Exception {
    Map<String, Object> sale = sale("4111111111111111");
    assertThat(code(Payloads.refund(sale, 1500))).isEqualTo("00");
    assertThat(code(Payloads.refund(sale, 500))).isEqualTo("13");
  }

  @Test
  void repeatedRefundCountsOnce() throws Exception {
    Map<String, Object> sale = sale("4111111111111111");
    Map<String, Object> refund = Payloads.refund(sale, 1500);
    vault.ask(refund);
    assertThat(vault.askAgain(refund).path("decision").asText()).isEqualTo("approved");
    assertThat(code(Payloads.refund(sale, 499))).isEqualTo("00");
  }

  @Test
  void repeatedRefundIsAnsweredWithItsFirstDecision() throws Exception {
    Map<String, Object> sale = sale("4111111111111111");
    Map<String, Object> refund = Payloads.refund(sale, 1500);
    Map<String, Object> over = Payloads.refund(sale, 500);
    ObjectNode approved = vault.ask(refund);
    ObjectNode declined = vault.ask(over);
    for (String member : new String[] {"decision", "responseCode", "approvalCode", "reference"}) {
      assertThat(vault.askAgain(refund).path(member)).isEqualTo(approved.path(member));
      assertThat(vault.askAgain(over).path(member)).isEqualTo(declined.path(member));
    }
  }

  @Test
  void knownRefundWithOtherContentIsRefusedAndGivesNothing() throws Exception {
    Map<String, Object> sale = sale("4111111111111111");
    Map<String, Object> refund = Payloads.refund(sale, 500);
    vault.ask(refund);
    Map<String, Object> other = Payloads.repeat(refund, BANK.clock.instant());
    other.put("amount", Payloads.amount(1499));
    assertThat(vault.send(other).code()).isEqualTo("content_differs");
    assertThat(code(Payloads.refund(sale, 1499))).isEqualTo("00");
  }

  @Test
  void refundOfNothingIsRefused() throws Exception {
    Map<String, Object> sale = sale("4111111111111111");
    assertThat(vault.send(Payloads.refund(sale, 0)).status()).isEqualTo(400);
  }

  @Test
  void refundOfADeclinedAuthorizationIsDeclined() throws Exception {
    assertThat(code(Payloads.refund(sale("5105105105105100"), 1))).isEqualTo("12");
  }

  @Test
  void refundOfAReversedAuthorizationIsDeclined() throws Exception {
    Map<String, Object> sale = sale("4111111111111111");
    vault.ask(Payloads.reversal(sale));
    assertThat(code(Payloads.refund(sale, 1))).isEqualTo("12");
  }

  @Test
  void refundOfAnUnknownAuthorizationIsDeclined() throws Exception {
    assertThat(code(Payloads.refund(Payloads.authorization("4111111111111111"), 1)))
        .isEqualTo("25");
  }

  @Test
  void refundUnderAnotherPaymentIsDeclined() throws Exception {
    Map<String, Object> refund = Payloads.refund(sale("4111111111111111"), 1);
    refund.put("payment", Payloads.id("pay"));
    assertThat(code(refund)).isEqualTo("25");
  }

  @Test
  void refundInAnotherCurrencyIsDeclined() throws Exception {
    Map<String, Object> refund = Payloads.refund(sale("4111111111111111"), 1);
    Payloads.members(refund, "amount").put("currency", "USD");
    assertThat(code(refund)).isEqualTo("12");
  }

  @Test
  void simultaneousRefundsNeverExceedTheAmount() throws Exception {
    Map<String, Object> sale = sale("4111111111111111");
    List<CompletableFuture<String>> refunds =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> quietCode(Payloads.refund(sale, 900))))
            .limit(6)
            .toList();
    List<String> codes = refunds.stream().map(CompletableFuture::join).toList();
    assertThat(codes).filteredOn("00"::equals).hasSize(2);
    assertThat(codes).filteredOn("13"::equals).hasSize(4);
  }

  private Map<String, Object> sale(String number) throws Exception {
    Map<String, Object> authorization = Payloads.authorization(number);
    vault.ask(authorization);
    return authorization;
  }

  private String code(Map<String, Object> payload) throws Exception {
    ObjectNode answer = vault.ask(payload);
    String code = answer.path("responseCode").asText();
    assertThat(answer.path("decision").asText())
        .isEqualTo(code.equals("00") ? "approved" : "declined");
    return code;
  }

  private String quietCode(Map<String, Object> payload) {
    try {
      return code(payload);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
