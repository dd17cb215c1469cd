package org.cardnym.bank.decision;

import java.time.Instant;

/**
 * A one-time code the bank sent to its customer.
 *
 * @param original the verification's message id
 * @param tries how many codes have come back so far
 * @param spent whether the right one has
 */
public record CodeChallenge(
    String original,
    String enrolment,
    String codeHash,
    Instant expiresAt,
    int tries,
    boolean spent) {}
