package org.cardnym.bench.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderTest {
  @TempDir Path folder;

  @Test
  void anOrderIsCarriedOutOnce() throws IOException {
    var given = new Order(3, Step.SEALED, 1, 0);
    given.give(folder);

    Order read = Order.in(folder).orElseThrow();

    assertThat(read).isEqualTo(given);
    assertThat(read.take(folder)).isTrue();
    assertThat(read.take(folder)).isFalse();
    assertThat(Order.fired(folder)).isTrue();
    assertThat(Order.in(folder)).isEmpty();
  }

  @Test
  void oneThatIsWithdrawnIsNotCarriedOut() throws IOException {
    var given = new Order(3, Step.SEALED, 0, 0);
    given.give(folder);

    assertThat(Order.withdraw(folder)).isFalse();

    assertThat(given.take(folder)).isFalse();
  }

  @Test
  void aStallAtAnotherStepLetsThisOnePass() throws IOException {
    new Order(4, Step.INTENT_COMMITTED, 0, 1).give(folder);
    Hook.obey(folder);

    Hook.at(Step.SEALED.type() + "." + Step.SEALED.method(), true, new Object[0]);
    assertThat(Order.fired(folder)).isFalse();
    Hook.at("org.cardnym.vault.payment.Dispatch.send", true, new Object[0]);
    assertThat(Order.fired(folder)).isTrue();
  }
}
