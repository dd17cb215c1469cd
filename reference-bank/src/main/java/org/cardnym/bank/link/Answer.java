package org.cardnym.bank.link;

import org.cardnym.bank.decision.AnswerManner;

/**
 * An answer that is ready to leave.
 *
 * @param json its payload; it holds no card
 */
record Answer(String json, AnswerManner manner) {}
