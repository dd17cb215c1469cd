package org.cardnym.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.cardnym.sandbox.process.RunFolder;

/** The folder in which one run lives: everything that any process writes stands below it. */
final class Workplace {
  private Workplace() {}

  /** An empty one; what a killed run left in it is ended first. */
  static Path claim(Path out, long seed) throws IOException {
    Path folder = out.resolve("work-" + seed);
    new RunFolder(folder.resolve("run")).sweep();
    delete(folder);
    Files.createDirectories(folder);
    System.setProperty("cardnym.sandbox.log", folder.resolve("harness.log").toString());
    System.setProperty("logback.configurationFile", "launcher-logback.xml");
    return folder;
  }

  /** Kept where something is to be found out. */
  static void leave(Path folder, boolean well) throws IOException {
    if (well) {
      delete(folder);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
