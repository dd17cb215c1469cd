package org.cardnym.vault.limit;

import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Counts tries, before they are judged. Each count is committed in a transaction of its own, so nothing that happens to the try
 * can take it back, and any number of parallel tries are judged at most as often as the limit says. Call it outside of a
 * transaction: inside of one it needs a second connection.
 */
@ApplicationScoped
public class Limits {
  /** Counts a try; true if it may be judged. */
  public boolean tryNow(Limit limit, Subject subject) {
    return attempt(limit, subject).mayBeJudged();
  }

  /** Counts a try, and says also whether it is the last. */
  public Attempt attempt(Limit limit, Subject subject) {
    throw new UnsupportedOperationException();
  }

  /**
   * Counts a try that only a limit can refuse.
   *
   * @throws Refusal {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public void require(Limit limit, Subject subject) {
    if (!tryNow(limit, subject)) {
      throw new Refusal(ErrorCode.TOO_MANY_REQUESTS);
    }
  }

  /** Forgets a subject's tries, after one that succeeded. */
  public void reset(Limit limit, Subject subject) {
    throw new UnsupportedOperationException();
  }
}
