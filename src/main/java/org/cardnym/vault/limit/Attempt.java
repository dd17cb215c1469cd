package org.cardnym.vault.limit;

/** What became of a try that was counted. */
public enum Attempt {
  /** May be judged. */
  ALLOWED,
  /** May be judged; unless it succeeds and the limit is reset, the next one is refused. */
  LAST,
  /** Must not be judged. */
  REFUSED;

  public boolean mayBeJudged() {
    return this != REFUSED;
  }
}
