package org.cardnym.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
  private static final Path HERE = Path.of("/");

  @TempDir Path parent;

  @Test
  void everyStartMakesSecretsOfItsOwn() {
    Kept one = Kept.fresh(20000);
    Kept other = Kept.fresh(20000);

    assertThat(one.payerPassword()).isNotEqualTo(other.payerPassword());
    assertThat(one.merchantSecret()).isNotEqualTo(other.merchantSecret());
    assertThat(one.adminTotpSecret()).isNotEqualTo(other.adminTotpSecret());
  }

  @Test
  void aKeptFolderComesBackWithItsSecretsAndPorts() {
    try (DataFolder folder = DataFolder.claim(parent.resolve("data"), true)) {
      Kept first = Kept.in(folder, options("--port-base", "21000"));

      assertThat(Kept.in(folder, options())).isEqualTo(first);
    }
  }

  @Test
  void keptDataCantMoveToOtherPorts() {
    try (DataFolder folder = DataFolder.claim(parent.resolve("data"), true)) {
      Kept.in(folder, options("--port-base", "21000"));

      assertThatThrownBy(() -> Kept.in(folder, options("--port-base", "22000")))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("--port-base 21000");
    }
  }

  @Test
  void printingItShowsNoSecret() {
    Kept kept = Kept.fresh(20000);

    assertThat(kept.toString()).doesNotContain(kept.rootPassphrase());
  }

  private static Options options(String... arguments) {
    return Options.parse(arguments, HERE);
  }
}
