package org.cardnym.vault.portfolio;

/**
 * What became of cards.
 *
 * @param moved to the other bank
 * @param outside not among the numbers that were asked for
 * @param elsewhere among them, but routes lead to a third bank or to none
 * @param refused rows that do not check
 */
public record MoveTally(long moved, long outside, long elsewhere, long refused) {
  static final MoveTally NONE = new MoveTally(0, 0, 0, 0);

  long all() {
    return moved + outside + elsewhere + refused;
  }

  MoveTally plus(MoveTally other) {
    return new MoveTally(
        moved + other.moved,
        outside + other.outside,
        elsewhere + other.elsewhere,
        refused + other.refused);
  }
}
