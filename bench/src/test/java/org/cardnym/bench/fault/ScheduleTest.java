package org.cardnym.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  @Test
  void aCycleHurtsNothingTwice() {
    Set<Integer> sizes = new HashSet<>();
    List<Fault> all = faults(3, 2_010);
    for (int number = 1; number < 2_000; number++) {
      List<Fault> cycle = Cycle.from(3, number, 4);
      sizes.add(cycle.size());
      assertThat(cycle).isEqualTo(all.subList(number - 1, number - 1 + cycle.size()));
      assertThat(cycle.stream().flatMap(fault -> fault.targets().stream()).toList())
          .doesNotHaveDuplicates();
    }
    assertThat(sizes).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void aCycleIsNoLongerThanWhatIsLeft() {
    for (int number = 1; number < 200; number++) {
      assertThat(Cycle.from(3, number, 1)).hasSize(1);
    }
  }

  private static List<Fault> faults(long seed, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> Fault.draw(seed, number)).toList();
  }

  private static List<Plan> plans(long seed) {
    return Stream.iterate(1, n -> n + 1).limit(200).map(n -> Plan.draw(seed, n)).toList();
  }
}
