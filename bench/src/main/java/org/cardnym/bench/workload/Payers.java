package org.cardnym.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardnym.bench.stack.Enrolled;
import org.cardnym.bench.stack.Enrolled.Manner;

/** Lends payers, each to one visit at a time. */
public final class Payers {
  private final List<Payer> free = new ArrayList<>();
  private final List<Payer> tired = new ArrayList<>();
  private volatile boolean gone;

  public Payers(List<Enrolled> all) {
    all.forEach(each -> free.add(new Payer(each)));
  }

  /** One whose card is of this manner, or of the approving one where none is free. */
  synchronized Optional<Payer> take(Manner manner) {
    Optional<Payer> found = ready(manner).or(() -> ready(Manner.APPROVES));
    found.ifPresent(free::remove);
    return found;
  }

  /** Nobody who has not begun to pay does so any more. */
  void leave() {
    gone = true;
  }

  boolean gone() {
    return gone;
  }

  synchronized void giveBack(Payer payer) {
    (payer.tired() ? tired : free).add(payer);
  }

  /** Those who failed too often in a row. */
  public synchronized int tired() {
    return tired.size();
  }

  private Optional<Payer> ready(Manner manner) {
    return free.stream()
        .filter(each -> each.who().manner() == manner && each.hasCode())
        .findFirst();
  }
}
