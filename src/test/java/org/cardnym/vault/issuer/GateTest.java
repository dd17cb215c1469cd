package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.issuer.Gate.Admission;
import org.cardnym.vault.issuer.Gate.Held;
import org.cardnym.vault.issuer.Gate.Pass;
import org.cardnym.vault.issuer.Gate.Refused;
import org.junit.jupiter.api.Test;

/** Eight places; six of them for messages that have never gone out. */
class GateTest {
  private static final Result LOST = Result.of(Event.UNKNOWN, "deadline");
  private static final Result ANSWERED =
      Result.of(new Answer(Event.DECLINED, "05", null, null, false));
  private final IssuerSettings settings =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 100, new DurationConverter())
          .withMapping(IssuerSettings.class)
          .withDefaultValue("cardnym.issuer.at-once", "8")
          .build()
          .getConfigMapping(IssuerSettings.class);
  private final Gate gate = new Gate(settings, new Breaker(settings, Clock.systemUTC()));

  @Test
  void firstTransmissionsLeaveAQuarterOfThePlacesToOthers() {
    passes(true, 6);

    assertThat(gate.enter(true)).isEqualTo(new Refused(Held.BUSY));
    passes(false, 2);
    assertThat(gate.enter(false)).isEqualTo(new Refused(Held.BUSY));
    assertThat(gate.taken()).isEqualTo(8);
  }

  @Test
  void othersMayTakeAllPlaces() {
    List<Pass> all = passes(false, 8);

    assertThat(gate.enter(false)).isEqualTo(new Refused(Held.BUSY));
    assertThat(gate.enter(true)).isEqualTo(new Refused(Held.BUSY));
    all.getLast().close();
    passes(true, 1);
  }

  @Test
  void aPlaceThatIsLeftIsGivenAgain() {
    for (int round = 0; round < 3; round++) {
      passes(true, 6).forEach(Pass::close);
      passes(false, 8).forEach(Pass::close);
    }

    assertThat(gate.taken()).isZero();
  }

  @Test
  void aLinkThatIsDownHoldsBackWhatNeverWentOutAndNothingElse() {
    takeDown();

    for (int i = 0; i < 20; i++) {
      assertThat(gate.enter(true)).isEqualTo(new Refused(Held.DOWN));
    }
    assertThat(gate.taken()).as("who is held back takes no place").isZero();
    passes(false, 8).forEach(Pass::close);
  }

  @Test
  void anAnswerToWhatWasNotHeldBackOpensIt() {
    takeDown();

    try (Pass repeat = pass(false)) {
      repeat.ended(ANSWERED);
    }

    passes(true, 6);
  }

  private void takeDown() {
    for (int i = 0; i < settings.downAfter(); i++) {
      try (Pass pass = pass(true)) {
        pass.ended(LOST);
      }
    }
    assertThat(gate.view().down()).isTrue();
  }

  private List<Pass> passes(boolean first, int count) {
    var passes = new ArrayList<Pass>();
    for (int i = 0; i < count; i++) {
      passes.add(pass(first));
    }
    return passes;
  }

  private Pass pass(boolean first) {
    Admission admission = gate.enter(first);
    assertThat(admission).isInstanceOf(Pass.class);
    return (Pass) admission;
  }
}
