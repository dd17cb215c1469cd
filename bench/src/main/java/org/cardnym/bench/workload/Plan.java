package org.cardnym.bench.workload;

import java.util.Random;
import org.cardnym.bench.stack.Enrolled.Manner;

/**
 * What one visit does, drawn before it begins.
 *
 * @param afterMillis when it begins, from its cycle's beginning
 * @param replica the one that is asked first
 * @param givesUp whether the shopper goes away after one proof that came to nothing
 */
public record Plan(
    int number,
    long afterMillis,
    int replica,
    Manner manner,
    long cents,
    Creating creating,
    Act act,
    Giving giving,
    boolean givesUp) {

  /** How the payment is created. */
  public enum Creating {
    ONCE,
    /** The same key and body once more, at the other replica. */
    AGAIN,
    /** The same key and body at both replicas at once. */
    TWINS,
    /** The same key with another body, which must be refused. */
    OTHER_BODY
  }

  /** What happens to it. */
  public enum Act {
    PAY,
    /** The proofs go to both replicas at once. */
    PAY_TWICE,
    CANCEL,
    /** Cancelation and proofs at once. */
    RACE
  }

  /** What goes back once it is approved. */
  public enum Giving {
    NOTHING,
    ALL,
    PART,
    /** One key at both replicas at once. */
    TWINS,
    /** Two keys at once, which together are more than was paid. */
    TOO_MUCH,
    /** The same key with another body, which must be refused. */
    OTHER_BODY
  }

  /** Draws a visit. */
  public static Plan draw(long seed, int number) {
    Random random = new Random(seed * 1_000_003 + number);
    return new Plan(
        number,
        random.nextInt(1_200),
        random.nextInt(2),
        manner(random.nextInt(100)),
        100 + random.nextInt(300),
        of(Creating.values(), random, 50, 20, 20, 10),
        of(Act.values(), random, 74, 8, 9, 9),
        of(Giving.values(), random, 40, 20, 15, 10, 10, 5),
        random.nextInt(3) == 0);
  }

  /** Of the order that this visit makes. */
  public String reference() {
    return "C-" + number;
  }

  public Plan with(Manner other) {
    return new Plan(number, afterMillis, replica, other, cents, creating, act, giving, givesUp);
  }

  public Plan with(Act other) {
    return new Plan(number, afterMillis, replica, manner, cents, creating, other, giving, givesUp);
  }

  public Plan with(Giving other) {
    return new Plan(number, afterMillis, replica, manner, cents, creating, act, other, givesUp);
  }

  public Plan at(int other) {
    return new Plan(number, afterMillis, other, manner, cents, creating, act, giving, givesUp);
  }

  public Plan atOnce() {
    return new Plan(number, 0, replica, manner, cents, creating, act, giving, givesUp);
  }

  private static Manner manner(int percent) {
    if (percent < 70) {
      return Manner.APPROVES;
    }
    if (percent < 78) {
      return Manner.NO_MONEY;
    }
    if (percent < 86) {
      return Manner.SLOW;
    }
    if (percent < 92) {
      return Manner.SILENT;
    }
    return percent < 96 ? Manner.GARBAGE : Manner.UNSIGNED;
  }

  private static <T> T of(T[] values, Random random, int... weights) {
    int drawn = random.nextInt(100);
    for (int i = 0; i < values.length; i++) {
      drawn -= weights[i];
      if (drawn < 0) {
        return values[i];
      }
    }
    return values[0];
  }
}
