package org.cardnym.bank.decision;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.bank.message.Message;

/** A one-time code is good for its own verification, for ten minutes, for five tries, and once. */
public final class CodeRule {

  /** How long a code may come back (docs/issuer-protocol.md, section 4). */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final int MOST_TRIES = 5;

  private CodeRule() {}

  /**
   * @param codeHash the keyed hash of the code that came back
   */
  public static Decision decide(
      Message.VerificationCode returned, String codeHash, CodeChallenge challenge, Instant now) {
    boolean sameEnrolment =
        challenge.original().equals(returned.original())
            && challenge.enrolment().equals(returned.enrolment());
    if (!sameEnrolment || challenge.spent()) {
      return Decision.declined(ResponseCode.NO_SUCH_RECORD);
    }
    if (challenge.tries() >= MOST_TRIES || !now.isBefore(challenge.expiresAt())) {
      return Decision.declined(ResponseCode.TRIES_EXCEEDED);
    }
    boolean right =
        MessageDigest.isEqual(codeHash.getBytes(US_ASCII), challenge.codeHash().getBytes(US_ASCII));
    return right ? Decision.approved(true) : Decision.declined(ResponseCode.CODE_WRONG);
  }
}
