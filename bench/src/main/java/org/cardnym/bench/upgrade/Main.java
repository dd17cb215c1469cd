package org.cardnym.bench.upgrade;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.cardnym.bench.stack.Workplace;
import org.cardnym.sandbox.web.Template;

/** {@code bench/upgrade} calls it with the repository in {@code cardnym.root}. */
public final class Main {
  private static final int USAGE = 2;
  private static final Consumer<String> SAY = System.out::println;

  private Main() {}

  /** Exit status: 0 all is well, 1 something is not, 2 usage. */
  public static void main(String[] arguments) throws Exception {
    try {
      System.exit(run(Options.parse(arguments, Path.of("").toAbsolutePath())) ? 0 : 1);
    } catch (Options.Wrong wrong) {
      System.err.println("upgrade: " + wrong.getMessage());
      System.exit(USAGE);
    }
  }

  private static boolean run(Options options) throws Exception {
    if (options.help()) {
      SAY.accept(Template.text(Main.class, "usage.txt").strip());
      return true;
    }
    Path root = Path.of(System.getProperty("cardnym.root", ".")).toAbsolutePath().normalize();
    Path folder = Workplace.claim(options.out());
    boolean well = new Run(root, options, SAY).run(folder);
    Workplace.leave(folder, well);
    SAY.accept(well ? "verdict=ok" : "verdict=failed, logs: " + folder);
    return well;
  }
}
