package org.cardnym.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Path HERE = Path.of("/home/some one");

  @Test
  void nothingAskedMeansOneVaultThatStays() {
    Options options = parse();

    assertThat(options.once()).isFalse();
    assertThat(options.replicas()).isEqualTo(1);
    assertThat(options.data()).isNull();
    assertThat(options.portBase()).isEmpty();
  }

  @Test
  void allOptionsAreRead() {
    Options options =
        parse(
            "--once",
            "--port-base",
            "20000",
            "--replicas",
            "3",
            "--aliases",
            "7",
            "--data",
            "my data");

    assertThat(options.once()).isTrue();
    assertThat(options.portBase()).hasValue(20000);
    assertThat(options.replicas()).isEqualTo(3);
    assertThat(options.aliases()).isEqualTo(7);
    assertThat(options.data()).isEqualTo(HERE.resolve("my data"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--twice",
        "--port-base",
        "--port-base x",
        "--port-base 80",
        "--port-base 70000",
        "--replicas 0",
        "--replicas -1",
        "--replicas 99999999999",
        "--aliases 0",
        "--aliases 500001",
        "--data"
      })
  void whatCantBeMeantIsWrongUse(String line) {
    assertThatThrownBy(() -> parse(line.split(" ", -1)))
        .isInstanceOfSatisfying(
            StartRefused.class, refused -> assertThat(refused.exitCode()).isEqualTo(2));
  }

  private static Options parse(String... arguments) {
    return Options.parse(arguments, HERE);
  }
}
