package org.cardnym.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code bench/crash} run to its end, with a folder of its own for reports. */
record Round(int status, List<String> said) {

  static Round run(String name, String... options) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("cardnym.root", "..")).toAbsolutePath().normalize();
    Path target = root.resolve("bench/target");
    Path said = target.resolve(name + ".out");
    List<String> command =
        Stream.concat(
                Stream.of(
                    root.resolve("bench/crash").toString(),
                    "--out",
                    target.resolve(name).toString()),
                Stream.of(options))
            .toList();
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    return new Round(status, Files.readAllLines(said));
  }
}
