package org.cardnym.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void sweepEndsWhatWasRemembered() throws InterruptedException {
    RunFolder runs = new RunFolder(folder);
    runs.remember("vault-1", process.toHandle());

    assertThat(runs.sweep()).containsExactly("vault-1");

    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStrangerWithTheSameProcessIdIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("vault-1.pid"), process.pid() + " another-boot:1\n");

    assertThat(new RunFolder(folder).sweep()).isEmpty();

    assertThat(process.isAlive()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anUnreadableMarkEndsNothing() throws IOException {
    Files.writeString(folder.resolve("vault-1.pid"), process.pid() + "\n");
    Files.writeString(folder.resolve("bank.pid"), "-1 x\n");

    assertThat(new RunFolder(folder).sweep()).isEmpty();

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void whatEndedByItselfIsNotSwept() throws InterruptedException {
    RunFolder runs = new RunFolder(folder);
    runs.remember("vault-1", process.toHandle());
    process.destroyForcibly().waitFor();

    assertThat(runs.lives("vault-1")).isFalse();
    assertThat(runs.sweep()).isEmpty();
  }

  @Test
  void theDatabaseEndsLast() throws IOException {
    Process service = new ProcessBuilder("sleep", "60").start();
    RunFolder runs = new RunFolder(folder);
    runs.remember(RunFolder.DATABASE, process.toHandle());
    runs.remember("vault-1", service.toHandle());

    assertThat(runs.sweep()).containsExactly("vault-1", RunFolder.DATABASE);
  }

  @Test
  void nothingToSweepWhereNothingRan() {
    assertThat(new RunFolder(folder.resolve("missing")).sweep()).isEmpty();
  }
}
