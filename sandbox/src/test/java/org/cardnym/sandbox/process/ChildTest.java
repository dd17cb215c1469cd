package org.cardnym.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  private static final Await AWAIT = new Await(() -> false);
  private static final Set<String> PASSED_ON =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TMPDIR",
          "TZ",
          "JAVA_HOME");

  @TempDir Path folder;
  private RunFolder runs;

  @BeforeEach
  void runs() {
    runs = new RunFolder(folder.resolve("run"));
  }

  @Test
  void nobodysSettingsReachAChild() throws IOException {
    Path log = folder.resolve("env.log");

    int exit = Child.runToEnd(program(log, "env"), Duration.ofSeconds(10));

    assertThat(exit).isZero();
    assertThat(Files.readAllLines(log))
        .allSatisfy(line -> assertThat(PASSED_ON).contains(line.substring(0, line.indexOf('='))));
  }

  @Test
  void aStoppedChildIsForgotten() {
    Child child = new Child(program(folder.resolve("log"), "sleep", "60"), runs).start();
    assertThat(runs.lives("child")).isTrue();

    child.askToStop();
    child.awaitStop(Duration.ofSeconds(5));

    assertThat(child.alive()).isFalse();
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void aChildThatWontStopIsKilled() {
    Child child =
        new Child(
                program(
                    folder.resolve("log"), "sh", "-c", "trap '' TERM; while :; do sleep 1; done"),
                runs)
            .start();
    pause();

    child.askToStop();
    child.awaitStop(Duration.ofMillis(300));

    assertThat(child.alive()).isFalse();
  }

  @Test
  void aChildThatDiesUnaskedIsStartedAgain() {
    Child child = new Child(program(folder.resolve("log"), "sleep", "60"), runs).start();
    List<String> said = new ArrayList<>();
    Watch watch = new Watch(said::add);
    watch.add(child);
    kill();
    AWAIT.until("its end", Duration.ofSeconds(5), () -> !child.alive());

    watch.look(Instant.EPOCH);

    assertThat(child.alive()).isTrue();
    assertThat(said).singleElement().asString().contains("child ended (137)");
    child.kill();
  }

  @Test
  void aChildThatKeepsDyingIsGivenUp() {
    Child child = new Child(program(folder.resolve("log"), "false"), runs).start();
    Watch watch = new Watch(line -> {});
    watch.add(child);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10; i++) {
                AWAIT.until("its end", Duration.ofSeconds(5), () -> !child.alive());
                watch.look(Instant.EPOCH.plusSeconds(i));
              }
            })
        .hasMessage("child keeps ending");
  }

  @Test
  void waitingForADeadChildFailsAtOnce() {
    Child child = new Child(program(folder.resolve("log"), "false"), runs).start();

    assertThatThrownBy(() -> AWAIT.until("starting it", child, Duration.ofMinutes(5), () -> false))
        .hasMessage("starting it failed: child ended (1)");
  }

  @Test
  void waitingEndsWhenAStopIsAskedFor() {
    Await stopped = new Await(() -> true);

    assertThatThrownBy(() -> stopped.until("anything", Duration.ofMinutes(5), () -> false))
        .isInstanceOf(StopAsked.class);
  }

  private void kill() {
    try {
      String mark = Files.readString(folder.resolve("run/child.pid"));
      ProcessMark.parse(mark)
          .flatMap(ProcessMark::living)
          .ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Program program(Path log, String... command) {
    return new Program("child", List.of(command), folder, log);
  }
}
