package org.cardnym.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short round of real faults on the packaged programs; longer ones are run by hand. */
class CrashRoundIT {

  @Test
  void aShortRoundLeavesBooksThatAgree() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("cardnym.root", "..")).toAbsolutePath().normalize();
    Path target = root.resolve("bench/target");
    Path said = target.resolve("crash-round.out");
    Process round =
        new ProcessBuilder(
                root.resolve("bench/crash").toString(),
                "--seed",
                "1",
                "--faults",
                "3",
                "--payers",
                "8",
                "--out",
                target.resolve("crash-reports").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    int status = round.waitFor();

    List<String> lines = Files.readAllLines(said);
    assertThat(lines).last().asString().startsWith("seed=1 faults=3 ").endsWith("verdict=ok");
    assertThat(status).isZero();
  }
}
