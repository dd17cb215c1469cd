package org.cardnym.admin.outcome;

/** How the command ended; scripts may rely on the numbers. */
public enum ExitCode {
  /** It was done, or had been done before. */
  DONE(0),
  /** Something broke, here or in the vault. */
  ERROR(1),
  /** The command was not understood, or a setting is missing; nothing was sent. */
  USAGE(2),
  /** It was understood and refused, by the vault or by this command; nothing was changed. */
  REFUSED(3),
  /**
   * The vault or the token endpoint can't be reached, or can't serve now; trying later may help.
   */
  UNREACHABLE(4),
  /** A second person has to approve; nothing was changed yet. */
  WAITS_FOR_APPROVAL(5),
  /** What was checked is not whole: the trail was changed, or its signatures don't hold. */
  BROKEN(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The process's exit status. */
  public int number() {
    return number;
  }
}
