package org.cardnym.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardnym.bench.verdict.Books.Booking;
import org.cardnym.bench.verdict.Books.Payment;
import org.cardnym.bench.verdict.Books.Refund;
import org.cardnym.bench.verdict.Books.Totals;
import org.cardnym.bench.workload.Sale;
import org.cardnym.sandbox.web.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule with books that keep it, and with books that break it. */
class ComparisonTest {
  private static final Booking LIVE = new Booking("msg_1", 200, true, false, 0);
  private static final Booking REVERSED = new Booking("msg_1", 200, true, true, 0);

  private final Findings findings = new Findings();
  private final Sale sale = new Sale("C-1", "key", 200, "anna", "http://shop", findings);

  @Test
  void agreeingBooksHaveNoFinding() {
    merchantKnows("approved", 50);
    compare(
        new Payment("pay_1", "C-1", "approved", null, 200, 200, 50, 0, "USED"),
        List.of(new Refund("ref_1", "pay_1", 50, "SUCCEEDED")),
        List.of(new Booking("msg_1", 200, true, false, 50)),
        new Totals(1, -150),
        Set.of("payment.approved", "refund.succeeded"));
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void aReversedPaymentIsWell() {
    merchantKnows("failed", 0);
    compare(failed("DONE"), REVERSED, new Totals(1, 0), "payment.failed", "payment.reversed");
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void approvedWithTwoLiveAuthorizationsIsDouble() {
    merchantKnows("approved", 0);
    compare(
        approved("USED"),
        List.of(),
        List.of(LIVE, new Booking("msg_2", 200, true, false, 0)),
        new Totals(2, -400),
        Set.of("payment.approved"));
    assertRules("charged-twice", "authorized-twice", "balance-off");
  }

  @Test
  void failedWithALiveAuthorizationIsDouble() {
    merchantKnows("failed", 0);
    compare(failed(null), LIVE, new Totals(1, -200), "payment.failed");
    assertRules("charged-and-not-approved", "balance-off");
  }

  @Test
  void approvedWithoutAnAuthorizationIsUnknown() {
    merchantKnows("approved", 0);
    compare(approved("USED"), REVERSED, new Totals(1, 0), "payment.approved");
    assertRules("approved-and-not-charged", "balance-off");
  }

  @Test
  void aPaymentThatWasAnsweredAndIsGoneIsLost() {
    merchantKnows("approved", 0);
    new Comparison(
            List.of(sale),
            any -> Set.of(),
            new Books(Map.of(), List.of(), Map.of("pay_1", List.of(LIVE)), Map.of()),
            findings)
        .run();
    assertRules("answered-and-gone", "bank-has-what-vault-has-not");
  }

  @Test
  void anEndThatNobodyWasToldIsLost() {
    merchantKnows("approved", 0);
    compare(approved("USED"), LIVE, new Totals(1, -200));
    assertRules("end-not-told");
  }

  @Test
  void aHoldThatIsLeftIsFound() {
    merchantKnows("approved", 0);
    compare(approved("LIVE"), LIVE, new Totals(1, -200), "payment.approved");
    assertRules("hold-left");
  }

  @Test
  void aMerchantWhoWasToldAnotherStateIsFound() {
    merchantKnows("declined", 0);
    compare(approved("USED"), LIVE, new Totals(1, -200), "payment.approved");
    assertRules("merchant-and-vault-differ");
  }

  @Test
  void aRefundThatTheBankDoesNotKnowIsFound() {
    merchantKnows("approved", 50);
    compare(
        new Payment("pay_1", "C-1", "approved", null, 200, 200, 50, 0, "USED"),
        List.of(new Refund("ref_1", "pay_1", 50, "SUCCEEDED")),
        List.of(LIVE),
        new Totals(1, -150),
        Set.of("payment.approved", "refund.succeeded"));
    assertRules("sums-differ");
  }

  @Test
  void aSecondPaymentUnderOneKeyIsFoundAtOnce() {
    merchantKnows("requires_authentication", 0);
    sale.answered(
        Json.read("{\"id\":\"pay_2\",\"state\":\"approved\",\"amount\":{\"value\":200}}"), 0);
    assertRules("two-payments-for-one-key");
  }

  @Test
  void anEndThatChangesIsFoundAtOnceUnlessItsAnswerWasOvertaken() {
    long early = System.nanoTime();
    merchantKnows("failed", 0);
    String approved = "{\"id\":\"pay_1\",\"state\":\"approved\",\"amount\":{\"value\":200}}";
    sale.answered(Json.read(approved), early);
    assertThat(findings.all()).isEmpty();
    sale.answered(Json.read(approved), System.nanoTime() + 1);
    assertRules("ended-twice");
  }

  private void merchantKnows(String state, long refunded) {
    sale.answered(
        Json.read(
            "{\"id\":\"pay_1\",\"state\":\""
                + state
                + "\",\"amount\":{\"value\":200},\"amounts\":{\"refunded\":"
                + refunded
                + "}}"),
        System.nanoTime());
  }

  private static Payment approved(String hold) {
    return new Payment("pay_1", "C-1", "approved", null, 200, 200, 0, 0, hold);
  }

  private static Payment failed(@Nullable String reversal) {
    return new Payment("pay_1", "C-1", "failed", reversal, 200, 0, 0, 0, "RELEASED");
  }

  private void compare(Payment payment, Booking booking, Totals totals, String... told) {
    compare(payment, List.of(), List.of(booking), totals, Set.of(told));
  }

  private void compare(
      Payment payment,
      List<Refund> refunds,
      List<Booking> bookings,
      Totals totals,
      Set<String> told) {
    new Comparison(
            List.of(sale),
            any -> told,
            new Books(
                Map.of("pay_1", payment),
                refunds,
                Map.of("pay_1", bookings),
                Map.of("pay_1", totals)),
            findings)
        .run();
  }

  private void assertRules(String... rules) {
    assertThat(findings.all()).extracting(Finding::rule).containsExactlyInAnyOrder(rules);
  }
}
