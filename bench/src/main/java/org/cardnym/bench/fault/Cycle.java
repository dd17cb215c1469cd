package org.cardnym.bench.fault;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Faults that strike at the same time, each at something else; then all is healed. */
public final class Cycle {
  private static final int MOST = 4;

  private Cycle() {}

  /**
   * The faults of the cycle that begins with this number, which are this and the next numbers.
   *
   * @param most no more than these
   */
  public static List<Fault> from(long seed, int number, int most) {
    int wanted = Math.min(most, 1 + new Random(seed * 15_485_863 + number * 31L).nextInt(MOST));
    List<Fault> faults = new ArrayList<>();
    Set<Fault.Target> hurt = EnumSet.noneOf(Fault.Target.class);
    for (int i = 0; i < wanted; i++) {
      Fault next = Fault.draw(seed, number + i);
      if (next.targets().stream().anyMatch(hurt::contains)) {
        break;
      }
      hurt.addAll(next.targets());
      faults.add(next);
    }
    return faults;
  }
}
