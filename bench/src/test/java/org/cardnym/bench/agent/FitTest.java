package org.cardnym.bench.agent;

import static org.assertj.core.api.Assertions.assertThat;

import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;

class FitTest {

  /** That the packaged vault has them all is asked at the beginning of each run. */
  @Test
  void whatAVaultDoesNotHaveIsNamed() {
    assertThat(Fit.missing(ClassFileLocator.NoOp.INSTANCE))
        .hasSize(Step.values().length + ClockPlace.values().length + 4)
        .anyMatch(each -> each.startsWith("intent-committed ("))
        .anyMatch(each -> each.startsWith("late-approval ("));
  }
}
