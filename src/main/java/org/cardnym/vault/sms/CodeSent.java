package org.cardnym.vault.sms;

import java.util.UUID;
import org.cardnym.vault.notice.PageNumber;

/**
 * A code that is on its way.
 *
 * @param codeId of this code alone
 */
public record CodeSent(UUID codeId) {
  /** The two digits that message and page both show. */
  public String number() {
    return PageNumber.of(codeId);
  }

  /** How long it is good, at most. */
  public long minutes() {
    return SmsCode.LIFE.toMinutes();
  }
}
