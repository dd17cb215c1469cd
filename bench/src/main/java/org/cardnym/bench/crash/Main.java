package org.cardnym.bench.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.cardnym.bench.stack.Workplace;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.Template;

/**
 * The harness's entry; {@code bench/crash} calls it with the repository in {@code cardnym.root}.
 */
public final class Main {
  private static final int USAGE = 2;
  private static final Consumer<String> SAY = System.out::println;

  private Main() {}

  /** Exit status: 0 all is well, 1 something is not, 2 usage. */
  public static void main(String[] arguments) throws Exception {
    try {
      System.exit(run(Options.parse(arguments, Path.of("").toAbsolutePath())) ? 0 : 1);
    } catch (Options.Wrong wrong) {
      System.err.println("crash: " + wrong.getMessage());
      System.exit(USAGE);
    }
  }

  private static boolean run(Options options) throws Exception {
    if (options.help()) {
      SAY.accept(Template.text(Main.class, "usage.txt").strip());
      return true;
    }
    if (!options.merge().isEmpty()) {
      return new Merge(SAY).run(options.merge());
    }
    Path root = Path.of(System.getProperty("cardnym.root", ".")).toAbsolutePath().normalize();
    boolean well = true;
    for (long seed = options.seed(); seed <= options.lastSeed(); seed++) {
      Path done = new Report(options.out(), seed, plant(options)).file();
      Summary summary;
      if (options.seed() < options.lastSeed() && Files.exists(done)) {
        summary = Summary.read(Json.read(Report.lines(done).getLast()));
      } else {
        Path folder = Workplace.claim(options.out().resolve("work-" + seed));
        summary = new Run(root, options, seed, SAY).run(folder);
        Workplace.leave(folder, summary.ok());
        SAY.accept(summary.ok() ? "report: " + done : "report: " + done + ", logs: " + folder);
      }
      SAY.accept(summary.line());
      well &= summary.ok();
    }
    return well;
  }

  private static String plant(Options options) {
    return options.plant() == null ? "" : options.plant().word();
  }
}
