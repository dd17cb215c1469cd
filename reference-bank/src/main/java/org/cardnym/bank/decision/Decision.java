package org.cardnym.bank.decision;

import org.jspecify.annotations.Nullable;

/**
 * What the bank answers to a message id, the first time and every time.
 *
 * @param approvalCode at most 12 characters, with an approval
 * @param reference the bank's own, at most 64 characters
 * @param holderAgreed with an approved verification: whether the bank asked its customer
 */
public record Decision(
    Outcome outcome,
    String responseCode,
    @Nullable String approvalCode,
    @Nullable String reference,
    @Nullable Boolean holderAgreed) {

  public static Decision declined(ResponseCode reason) {
    return new Decision(Outcome.DECLINED, reason.value(), null, null, null);
  }

  public static Decision acknowledged() {
    return new Decision(Outcome.ACKNOWLEDGED, ResponseCode.APPROVED.value(), null, null, null);
  }

  public static Decision approved(@Nullable Boolean holderAgreed) {
    return new Decision(Outcome.APPROVED, ResponseCode.APPROVED.value(), null, null, holderAgreed);
  }

  public static Decision codeRequired() {
    return new Decision(
        Outcome.CODE_REQUIRED, ResponseCode.REFER_TO_ISSUER.value(), null, null, null);
  }

  public Decision withApprovalCode(String code) {
    return new Decision(outcome, responseCode, code, reference, holderAgreed);
  }

  public Decision withReference(String ownReference) {
    return new Decision(outcome, responseCode, approvalCode, ownReference, holderAgreed);
  }

  public boolean isApproved() {
    return outcome == Outcome.APPROVED;
  }
}
