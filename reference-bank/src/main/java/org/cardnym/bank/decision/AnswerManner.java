package org.cardnym.bank.decision;

/**
 * How an answer leaves the bank. All but the first are for testing a vault; a production bank has
 * no others.
 */
public enum AnswerManner {
  PROMPT,
  SLOW,
  SILENT,
  GARBAGE,
  UNSIGNED
}
