package org.cardnym.bench.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cardnym.sandbox.process.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * One program under test with all its processes. Its mark stands in the run folder while it lives,
 * so that the next run ends what a killed harness left.
 */
public final class Server {
  private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");
  private static final long PATIENCE_SECONDS = 30;

  private final String name;
  private final List<String> command;
  private final Path folder;
  private final Path log;
  private final RunFolder runs;
  private @Nullable Process process;

  Server(String name, List<String> command, Path folder, Path log, RunFolder runs) {
    this.name = name;
    this.command = List.copyOf(command);
    this.folder = folder;
    this.log = log;
    this.runs = runs;
  }

  public String name() {
    return name;
  }

  public synchronized void start() {
    if (alive()) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().retainAll(PASSED_ON);
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    builder.redirectInput(Redirect.from(new File("/dev/null")));
    try {
      Process started = builder.start();
      process = started;
      runs.remember(name, started.toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can't be started", e);
    }
  }

  public synchronized boolean alive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** The exit code of the last process, or -1 while it lives. */
  public synchronized int exitCode() {
    Process running = process;
    return running == null || running.isAlive() ? -1 : running.exitValue();
  }

  /** SIGKILL to all its processes at once, and waits until they are gone. */
  public synchronized void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    List<ProcessHandle> all = all(running);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(Server::awaitEnd);
    awaitEnd(running.toHandle());
    runs.forget(name);
  }

  /** SIGTERM, then SIGKILL if that takes too long. */
  public synchronized void terminate() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runs.forget(name);
  }

  /** SIGSTOP to all its processes; {@link #resume} lets them go on. */
  public synchronized void pause() {
    signal("-STOP");
  }

  public synchronized void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    List<String> kill =
        Stream.concat(
                Stream.of("kill", signal),
                all(running).stream().map(each -> Long.toString(each.pid())))
            .toList();
    try {
      new ProcessBuilder(kill).redirectErrorStream(true).start().waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<ProcessHandle> all(Process running) {
    return Stream.concat(Stream.of(running.toHandle()), running.descendants()).toList();
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
      throw new IllegalStateException("a killed process does not end", late);
    }
  }
}
