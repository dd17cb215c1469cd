package org.cardnym.e2e;

import java.util.Locale;

/**
 * Payers who are registered as soon as the sandbox is up, so that nobody waits for their next code
 * when their test comes. Each belongs to one test class.
 */
enum Cast {
  LOCKED_OUT(TestCard.APPROVED),
  PLAIN_SIGHT(TestCard.COMPARED_ONLY),
  POP_UP_BUYER(TestCard.APPROVED),
  BANK_IS_SILENT(TestCard.SILENT),
  BANK_SIGNS_NOT(TestCard.UNSIGNED),
  BANK_TALKS_NONSENSE(TestCard.GARBAGE),
  BANK_SAYS_BROKE(TestCard.NO_MONEY),
  BANK_IS_SLOW(TestCard.SLOW),
  SENDS_IT_BACK(TestCard.SLOW),
  ASKED_TWICE(TestCard.APPROVED),
  SELF_SERVED(TestCard.APPROVED),
  TOUCHES_THE_SENSOR(TestCard.APPROVED),
  TOUCHES_THE_SENSOR_ZH(TestCard.APPROVED),
  CHANGES_PASSWORD(TestCard.APPROVED),
  FORGETS_PASSWORD(TestCard.APPROVED),
  WATCHED_BY_BANK(TestCard.NO_MONEY),
  PICTURED_PAYING(TestCard.COMPARED_ONLY),
  PICTURED_BROKE(TestCard.NO_MONEY),
  PICTURED_WAITING(TestCard.SILENT),
  STOPPED_PAYER(TestCard.BANK_ASKS_CODE),
  TOUCHES_EN(TestCard.APPROVED),
  TOUCHES_ZH(TestCard.APPROVED),
  GETS_TEXTS_EN(TestCard.APPROVED),
  GETS_TEXTS_ZH(TestCard.APPROVED),
  HOLDS_PASSKEY(TestCard.APPROVED),
  PAYS_ELSEWHERE(TestCard.APPROVED),
  KEPT_BY_KEYS(TestCard.APPROVED),
  PAYS_BY_PASSWORD(TestCard.APPROVED),
  LURED(TestCard.APPROVED),
  LURER(TestCard.COMPARED_ONLY),
  TAMPER_OWNER(TestCard.APPROVED),
  TAMPER_THIEF(TestCard.BANK_ASKS_CODE);

  private final TestCard card;

  Cast(TestCard card) {
    this.card = card;
  }

  TestCard card() {
    return card;
  }

  String alias() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
