package org.cardnym.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a script of {@code bench/} that starts processes of its own. */
final class Harness {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private Harness() {}

  /** A script that ended. */
  record Ended(int status, String transcript) {}

  /** Runs it with a fresh folder for its files. */
  static Ended run(String script, List<String> options) throws IOException {
    String name = script.substring(script.lastIndexOf('/') + 1);
    Path said = Places.target().resolve(name + "-round.out");
    List<String> command = new ArrayList<>();
    command.add(Places.root().resolve(script).toString());
    command.addAll(options);
    command.addAll(List.of("--out", Places.fresh(name + " round").toString()));
    Process round =
        new ProcessBuilder(Courtesy.with(command))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int status = Sandbox.end(round, PATIENCE);
    return new Ended(status, Places.text(said));
  }
}
