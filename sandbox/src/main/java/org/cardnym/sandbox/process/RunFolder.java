package org.cardnym.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The marks of this sandbox's processes, a file each, so that the next start finds what a kill
 * left.
 */
public final class RunFolder {
  /** The name under which the database is remembered; it is swept last. */
  public static final String DATABASE = "postgres";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;

  public RunFolder(Path folder) {
    this.folder = folder;
  }

  public void remember(String name, ProcessHandle process) {
    ProcessMark.of(process).ifPresent(mark -> write(name, mark));
  }

  public void forget(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends what an earlier sandbox left in this folder, the database last, and says which. The caller
   * holds the folder's lock, so nothing here belongs to a sandbox that lives.
   */
  public List<String> sweep() {
    List<Path> files = files();
    List<String> swept = new ArrayList<>();
    for (boolean database : new boolean[] {false, true}) {
      List<ProcessMark> ending = new ArrayList<>();
      for (Path file : files) {
        ProcessMark mark = read(file).orElse(null);
        if (nameOf(file).equals(DATABASE) == database && mark != null && askToEnd(mark)) {
          swept.add(nameOf(file));
          ending.add(mark);
        }
      }
      ending.forEach(RunFolder::await);
    }
    files.forEach(file -> forget(nameOf(file)));
    return swept;
  }

  /** Whether the process remembered under a name still lives. */
  public boolean lives(String name) {
    return read(file(name)).flatMap(ProcessMark::living).isPresent();
  }

  private static boolean askToEnd(ProcessMark mark) {
    return mark.living().map(ProcessHandle::destroy).isPresent();
  }

  private static void await(ProcessMark mark) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (mark.living().isPresent()) {
      if (System.nanoTime() > end) {
        mark.living().ifPresent(ProcessHandle::destroyForcibly);
        return;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void write(String name, ProcessMark mark) {
    try {
      Files.createDirectories(folder);
      Files.writeString(file(name), mark.text() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcessMark> read(Path file) {
    try {
      return ProcessMark.parse(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(path -> path.toString().endsWith(".pid")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".pid");
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".pid".length());
  }
}
