package org.cardnym.bench.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cardnym.bench.agent.Step;
import org.cardnym.bench.fault.Fault;
import org.cardnym.bench.fault.Fault.Kind;
import org.cardnym.bench.stack.Enrolled.Manner;
import org.cardnym.bench.stack.Tempo;
import org.cardnym.bench.workload.Plan;
import org.cardnym.bench.workload.Plan.Act;
import org.cardnym.bench.workload.Plan.Giving;

/** Which visits run during a fault: drawn, but some so that a step can be reached at all. */
final class Visits {
  /** More than a bank has places. */
  private static final int CROWD = 2 * Tempo.PLACES;

  private Visits() {}

  /**
   * The visits of a cycle.
   *
   * @param before how many there were before it
   */
  static List<Plan> during(long seed, int before, Fault fault) {
    int few = 2 + new Random(seed * 31 + fault.number()).nextInt(2);
    int count = fault.kind() == Kind.CROWD ? CROWD : few;
    List<Plan> plans = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      plans.add(Plan.draw(seed, before + i));
    }
    if (fault.kind() == Kind.CROWD) {
      plans.replaceAll(
          plan -> plan.with(Act.PAY).with(Manner.APPROVES).at(fault.replica()).atOnce());
    }
    if (fault.kind() == Kind.END_AT_STEP || fault.kind() == Kind.STALL_AT_STEP) {
      plans.set(0, towards(fault.step(), plans.getFirst().at(fault.replica())));
      plans.set(1, plans.get(1).at(fault.replica()));
    }
    return plans;
  }

  private static Plan towards(Step step, Plan drawn) {
    return switch (step) {
      case REVERSAL_WRITTEN, REVERSAL_BEGUN, REVERSAL_JUDGED ->
          drawn.with(Act.PAY).with(drawn.cents() % 2 == 0 ? Manner.SILENT : Manner.GARBAGE);
      case REFUND_WRITTEN, REFUND_COMMITTED, REFUND_BEGUN, REFUND_JUDGED ->
          drawn.with(Act.PAY).with(Manner.APPROVES).with(Giving.PART);
      case CANCEL_WRITTEN -> drawn.with(Act.CANCEL);
      case HOLD_RELEASED -> drawn.with(Act.PAY).with(Manner.NO_MONEY);
      case PAYMENT_WRITTEN, PAYMENT_COMMITTED -> drawn;
      default -> drawn.with(Act.PAY).with(Manner.APPROVES);
    };
  }
}
