package org.cardnym.bench.agent;

import java.util.Locale;

/**
 * The steps of a payment at which a vault, or the bank, can be ended or stalled: the entry or the
 * exit of a method of its own. <i>Written</i> is inside the transaction, before its commit;
 * <i>committed</i> is after it. {@link Fit} tells where such a method is gone.
 */
public enum Step {
  PAYMENT_WRITTEN("vault.payment.Creation", "insert", false),
  PAYMENT_COMMITTED("vault.payment.PaymentMeters", "created", true),
  PROOFS_JUDGED("vault.payment.Pipeline", "judged", false),
  HOLD_WRITTEN("vault.card.Holds", "place", false),
  INTENT_WRITTEN("vault.payment.Commitment", "settle", false),
  INTENT_COMMITTED("vault.payment.Dispatch", "send", true),
  AUTHORIZATION_BEGUN("vault.issuer.Carrier", "carry", true, "AUTHORIZATION"),
  SEALED("vault.issuer.Link", "post", true),
  HANDED_OVER("vault.issuer.Call", "connected", false),
  ANSWER_HEARD("vault.issuer.Link", "post", false),
  AUTHORIZATION_JUDGED("vault.issuer.Carrier", "carry", false, "AUTHORIZATION"),
  OUTCOME_WRITTEN("vault.issuer.Settlement", "close", false),
  OUTCOME_COMMITTED("vault.issuer.ExchangeMeters", "concluded", true, "AUTHORIZATION"),
  HOLD_USED("vault.card.Holds", "use", false),
  HOLD_RELEASED("vault.card.Holds", "release", false),
  WEBHOOK_QUEUED("vault.merchant.Webhooks", "queue", false),
  WEBHOOK_POSTED("vault.merchant.WebhookClient", "post", false),
  REVERSAL_WRITTEN("vault.issuer.Settlement", "reverse", false),
  REVERSAL_BEGUN("vault.issuer.Carrier", "carry", true, "REVERSAL"),
  REVERSAL_JUDGED("vault.issuer.Carrier", "carry", false, "REVERSAL"),
  REFUND_WRITTEN("vault.payment.Refunding", "insert", false),
  REFUND_COMMITTED("vault.payment.PaymentMeters", "refundCreated", true),
  REFUND_BEGUN("vault.issuer.Carrier", "carry", true, "REFUND"),
  REFUND_JUDGED("vault.issuer.Carrier", "carry", false, "REFUND"),
  CANCEL_WRITTEN("vault.payment.Cancellation", "cancel", false),
  BANK_DECISION_WRITTEN("bank.host.AuthorizationHost", "once", false),
  BANK_DECISION_COMMITTED("bank.host.AuthorizationHost", "decide", false);

  private static final String OURS = "org.cardnym.";

  private final String type;
  private final String method;
  private final boolean entry;
  private final String kind;

  Step(String type, String method, boolean entry) {
    this(type, method, entry, "");
  }

  /**
   * @param kind of message, where the method's transmission must be of this one
   */
  Step(String type, String method, boolean entry, String kind) {
    this.type = OURS + type;
    this.method = method;
    this.entry = entry;
    this.kind = kind;
  }

  public String type() {
    return type;
  }

  public String method() {
    return method;
  }

  boolean entry() {
    return entry;
  }

  String kind() {
    return kind;
  }

  /** True where the bank takes it, and no vault. */
  public boolean atBank() {
    return type.startsWith(OURS + "bank.");
  }

  /** For instance {@code intent-committed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
