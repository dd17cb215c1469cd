package org.cardnym.vault.issuer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a bank's link stands, over all replicas that live and have tried it. Seen, not decided.
 *
 * @param state {@code DOWN} where at least one replica does not get through
 * @param since when it began to stand so; null while untried
 * @param reason why it is down, a short word
 * @param down replicas that don't get through
 * @param replicas replicas that have tried
 */
public record LinkView(
    State state, @Nullable Instant since, @Nullable String reason, int down, int replicas) {
  /** Of a bank that no replica has tried yet. */
  public static final LinkView UNTRIED = new LinkView(State.UNTRIED, null, null, 0, 0);

  /** What replicas see. */
  public enum State {
    UNTRIED,
    UP,
    DOWN
  }
}
