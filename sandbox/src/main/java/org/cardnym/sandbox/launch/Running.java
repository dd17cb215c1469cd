package org.cardnym.sandbox.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.cardnym.sandbox.database.Database;
import org.cardnym.sandbox.process.Child;
import org.cardnym.sandbox.process.Program;
import org.cardnym.sandbox.process.RunFolder;
import org.cardnym.sandbox.process.Watch;
import org.cardnym.sandbox.proxy.RoundRobin;
import org.jspecify.annotations.Nullable;

/** All that runs for one sandbox, and its end: services together, the database last. */
final class Running {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunFolder runs;
  private final Watch watch;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final List<RoundRobin> proxies = new CopyOnWriteArrayList<>();
  private volatile @Nullable Database database;

  Running(RunFolder runs, Consumer<String> say) {
    this.runs = runs;
    this.watch = new Watch(say);
  }

  Child start(Program program) {
    Child child = new Child(program, runs).start();
    children.add(child);
    return child;
  }

  void add(Database started) {
    database = started;
    started.process().ifPresent(process -> runs.remember(RunFolder.DATABASE, process));
  }

  void share(int port, List<Integer> targets) {
    try {
      proxies.add(new RoundRobin(port, targets));
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " can't be opened", e);
    }
  }

  /** From now on children that die are started again. */
  void watchOver() {
    children.forEach(watch::add);
  }

  void look(Instant now) {
    watch.look(now);
    if (!runs.lives(RunFolder.DATABASE)) {
      throw new IllegalStateException("PostgreSQL ended");
    }
  }

  void stop() {
    children.forEach(Child::askToStop);
    children.forEach(child -> child.awaitStop(PATIENCE));
    for (RoundRobin proxy : proxies) {
      try {
        proxy.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Database running = database;
    if (running != null) {
      running.stop();
      runs.forget(RunFolder.DATABASE);
    }
  }

  void kill() {
    children.forEach(Child::kill);
    Database running = database;
    if (running != null) {
      running.process().ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
