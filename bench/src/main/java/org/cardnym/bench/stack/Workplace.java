package org.cardnym.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.cardnym.sandbox.process.RunFolder;

/** The folder in which one run lives: everything that any process writes stands below it. */
public final class Workplace {
  private Workplace() {}

  /** An empty one; what a killed run left in it is ended first. */
  public static Path claim(Path folder) throws IOException {
    new RunFolder(folder.resolve("run")).sweep();
    delete(folder);
    Files.createDirectories(folder);
    System.setProperty("cardnym.sandbox.log", folder.resolve("harness.log").toString());
    System.setProperty("logback.configurationFile", "launcher-logback.xml");
    return folder;
  }

  /** Kept where something is to be found out. */
  public static void leave(Path folder, boolean well) throws IOException {
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
