package org.cardnym.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cardnym.bench.agent.Step;
import org.cardnym.bench.fault.Fault.Kind;
import org.cardnym.bench.workload.Plan;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void oneSeedIsOneSchedule() {
    assertThat(faults(7, 200)).isEqualTo(faults(7, 200));
    assertThat(plans(7)).isEqualTo(plans(7));
  }

  @Test
  void anotherSeedIsAnother() {
    assertThat(faults(7, 200)).isNotEqualTo(faults(8, 200));
    assertThat(plans(7)).isNotEqualTo(plans(8));
  }

  @Test
  void everyKindAndEveryStepHasItsTurn() {
    List<Fault> many = faults(1, 2_000);
    assertThat(many.stream().map(Fault::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Kind.values());
    assertThat(
            many.stream()
                .filter(fault -> fault.kind() == Kind.END_AT_STEP)
                .map(Fault::step)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Step.values());
  }

  private static List<Fault> faults(long seed, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> Fault.draw(seed, number)).toList();
  }

  private static List<Plan> plans(long seed) {
    return Stream.iterate(1, n -> n + 1).limit(200).map(n -> Plan.draw(seed, n)).toList();
  }
}
