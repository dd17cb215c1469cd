package org.cardnym.vault.trace;

import java.util.Locale;

/** The steps that have a span, and what each stands under. */
public enum StepName {
  /** The whole payment, from its creation to its outcome. */
  PAYMENT(Under.NOTHING),
  CREATE(Under.PAYMENT),
  OPEN(Under.PAYMENT),
  PROVE(Under.PAYMENT),
  PLACE(Under.PAYMENT),
  AWAIT(Under.PAYMENT),
  /** One message to a bank, from its intent to its outcome, repeats included. */
  EXCHANGE(Under.PAYMENT),
  /** One round trip of it. */
  TRANSMISSION(Under.EXCHANGE),
  SEAL(Under.TRANSMISSION),
  SEND(Under.TRANSMISSION),
  CHECK(Under.TRANSMISSION),
  /** Committing what an answer means. */
  SETTLE(Under.EXCHANGE),
  /** One try to deliver an event to the shop. */
  WEBHOOK(Under.PAYMENT),
  /** One try to send a mail; it stands in a trace of its own, as mails know no payment. */
  NOTICE(Under.NOTHING);

  /** The span above. */
  enum Under {
    NOTHING,
    PAYMENT,
    EXCHANGE,
    TRANSMISSION
  }

  private final Under under;

  StepName(Under under) {
    this.under = under;
  }

  Under under() {
    return under;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
