package org.cardnym.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One program as it runs; started again by {@link Watch} when it dies unasked. */
public final class Child {
  /** What a child gets of our environment: no proxy, and nobody's settings of Quarkus or Spring. */
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

  private static final Duration LOOK = Duration.ofMillis(300);

  private final Program program;
  private final RunFolder runs;
  private volatile @Nullable Process process;
  private volatile boolean stopping;

  public Child(Program program, RunFolder runs) {
    this.program = program;
    this.runs = runs;
  }

  public String name() {
    return program.name();
  }

  public synchronized Child start() {
    if (stopping) {
      return this;
    }
    try {
      Process started = builder(program).start();
      process = started;
      runs.remember(name(), started.toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException(name() + " can't be started", e);
    }
    return this;
  }

  public boolean alive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** True when it was started, was not asked to stop, and is gone. */
  boolean diedUnasked() {
    return !stopping && process != null && !alive();
  }

  int exitCode() {
    Process running = process;
    return running == null || running.isAlive() ? 0 : running.exitValue();
  }

  /** Asks it to stop; {@link #awaitStop} waits for it. */
  public synchronized void askToStop() {
    stopping = true;
    Process running = process;
    if (running != null) {
      running.destroy();
    }
  }

  public void awaitStop(Duration patience) {
    Process running = process;
    try {
      if (running != null && !running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
      runs.forget(name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void kill() {
    stopping = true;
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** Runs a program to its end. */
  public static int runToEnd(Program program, Duration patience) {
    try {
      Process running = builder(program).start();
      if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
        throw new IllegalStateException(program.name() + " did not end in time");
      }
      return running.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(program.name() + " can't be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs a program to its end whose standard error is ours, so that its progress shows.
   *
   * @param look called again and again; what it throws ends the program
   */
  public static int runShown(Program program, Runnable look) {
    Process running = null;
    try {
      ProcessBuilder builder =
          builder(program)
              .redirectErrorStream(false)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      for (String shown : new String[] {"TERM", "NO_COLOR"}) {
        String value = System.getenv(shown);
        if (value != null) {
          builder.environment().put(shown, value);
        }
      }
      running = builder.start();
      while (!running.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        look.run();
      }
      return running.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(program.name() + " can't be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      if (running != null) {
        running.destroy();
      }
    }
  }

  private static ProcessBuilder builder(Program program) throws IOException {
    Files.createDirectories(program.folder());
    ProcessBuilder builder = new ProcessBuilder(apart(program.command()));
    builder.directory(program.folder().toFile());
    builder.environment().keySet().retainAll(PASSED_ON);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return builder;
  }

  /** In a session of its own, so that a terminal's Ctrl-C reaches the launcher only. */
  private static List<String> apart(List<String> command) {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(setsid -> Files.isExecutable(Path.of(setsid)))
        .findFirst()
        .map(setsid -> {
          List<String> whole = new ArrayList<>(List.of(setsid));
          whole.addAll(command);
          return whole;
        })
        .orElse(command);
  }
}
