package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The artifact as a bank would start it. */
class PackagedBankIT {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  @Test
  void packagedBankMakesKeysGetsReadyAndStopsOnTermination() throws Exception {
    Path keys = BANK.folder.resolve("own keys");
    assertThat(finished("init", "--dir", keys.toString(), "--institution", RunningBank.INSTITUTION))
        .isZero();
    assertThat(finished("init", "--dir", keys.toString(), "--institution", RunningBank.INSTITUTION))
        .isZero();
    assertThat(keys.resolve("public-jwks.json")).exists();
    Path log = BANK.folder.resolve("bank.log");
    Process bank = start(log, "serve", "--config", BANK.configFile().toString());
    try (BufferedReader out = bank.inputReader(UTF_8)) {
      assertThat(out.readLine()).as(() -> read(log)).isEqualTo("ready");
      // By the handle: the process itself would close the stream that is read below.
      bank.toHandle().destroy();
      assertThat(out.readLine()).isEqualTo("stopped");
      assertThat(bank.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      bank.destroyForcibly();
    }
    assertThat(read(log)).contains("listening: link=").doesNotContain("Exception");
  }

  @Test
  void bankWithoutItsDatabaseSaysSoAndEnds() throws Exception {
    Path config = BANK.folder.resolve("lost.properties");
    String lost =
        Files.readString(BANK.configFile())
            .replaceAll(
                "(?m)^database.url=.*$",
                "database.url=jdbc\\\\:postgresql\\\\://localhost\\\\:1/lost");
    Files.writeString(config, lost);
    Path log = BANK.folder.resolve("lost.log");
    Process bank = start(log, "serve", "--config", config.toString());
    assertThat(bank.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(bank.exitValue()).isEqualTo(1);
    assertThat(read(log)).contains("the database can't be used");
  }

  private static int finished(String... arguments) throws Exception {
    return start(BANK.folder.resolve("init.log"), arguments).waitFor();
  }

  private static Process start(Path log, String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-jar",
            Path.of("target/reference-bank/reference-bank.jar").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
