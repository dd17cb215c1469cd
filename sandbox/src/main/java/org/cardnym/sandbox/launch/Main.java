package org.cardnym.sandbox.launch;

import java.nio.file.Path;
import org.cardnym.sandbox.web.Template;

/**
 * The launcher's entry; {@code sandbox/run} calls it with the repository in {@code cardnym.root}.
 */
public final class Main {
  private Main() {}

  /** Runs the sandbox and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    Path root = Path.of(System.getProperty("cardnym.root", ".")).toAbsolutePath().normalize();
    try {
      Options options = Options.parse(arguments, Path.of("").toAbsolutePath());
      if (options.help()) {
        System.out.print(Template.text(Main.class, "usage.txt"));
        return 0;
      }
      return new Sandbox(root, options, new StopSignals()).run();
    } catch (StartRefused refused) {
      System.err.println("sandbox: " + refused.getMessage());
      return refused.exitCode();
    }
  }
}
