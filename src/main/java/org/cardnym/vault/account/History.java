package org.cardnym.vault.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.payment.PayerPayment;
import org.cardnym.vault.payment.PayerPayments;
import org.cardnym.vault.proof.Evidence;
import org.cardnym.vault.proof.Evidences;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** A payer's payments, newest first, a page at a time. */
@ApplicationScoped
class History {
  private final PayerPayments payments;
  private final Evidences evidences;

  History(PayerPayments payments, Evidences evidences) {
    this.payments = payments;
    this.evidences = evidences;
  }

  /**
   * A page.
   *
   * @param next the cursor of the page after it, or null at the end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<PaymentBody> items, @Nullable String next) {}

  @Transactional
  Page page(UUID payerId, @Nullable String cursor, int limit) {
    List<PayerPayment> found = payments.page(payerId, Cursor.read(cursor), limit + 1);
    boolean more = found.size() > limit;
    List<PayerPayment> page = more ? found.subList(0, limit) : found;
    Map<UUID, Evidence> proven =
        evidences.of(page.stream().map(seen -> seen.payment().id()).toList());
    return new Page(
        page.stream().map(seen -> PaymentBody.of(seen, proven.get(seen.payment().id()))).toList(),
        more ? Cursor.after(page.getLast().payment().id()) : null);
  }

  @Transactional
  PaymentBody one(UUID payerId, UUID paymentId) {
    return payments
        .find(payerId, paymentId)
        .map(seen -> PaymentBody.of(seen, evidences.of(List.of(paymentId)).get(paymentId)))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
