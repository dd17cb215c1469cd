package org.cardnym.bench.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Makes a vault one of the next release: it has further migrations, in a folder that a file beside
 * its orders names. All else is the release that was packaged.
 */
public final class Release {
  static final String TYPE = "io.quarkus.flyway.runtime.QuarkusPathLocationScanner";
  static final String METHOD = "setApplicationMigrationFiles";
  private static final String FILE = "migrations";

  private static volatile @Nullable String further;

  private Release() {}

  /** Whoever starts with these orders from now on is of the next release. */
  public static void install(Path orders, Path migrations) throws IOException {
    Files.createDirectories(orders);
    Files.writeString(orders.resolve(FILE), migrations.toString());
  }

  /** True if this vault is of the next release. */
  static boolean next(Path orders) {
    Path file = orders.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    try {
      further = "filesystem:" + Files.readString(file);
      return true;
    } catch (IOException e) {
      throw new IllegalStateException("the next release can't be read", e);
    }
  }

  /** The packaged migrations and the further ones. */
  public static Collection<String> all(Collection<String> packaged) {
    String more = further;
    if (more == null) {
      return packaged;
    }
    List<String> all = new ArrayList<>(packaged);
    all.add(more);
    return all;
  }

  /** Copied to where the vault is told which migrations it has. */
  static final class More {
    private More() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("UnusedVariable")
    static void at(@Advice.Argument(value = 0, readOnly = false) Collection<String> files) {
      files = Release.all(files);
    }
  }
}
