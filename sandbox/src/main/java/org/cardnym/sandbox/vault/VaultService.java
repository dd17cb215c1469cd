package org.cardnym.sandbox.vault;

import java.nio.file.Path;
import java.util.List;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.process.JavaCommand;
import org.cardnym.sandbox.process.Program;

/** The packaged vault as a program: profile {@code sandbox}, whose parent is {@code prod}. */
public final class VaultService {
  private VaultService() {}

  /**
   * Writes a replica's settings and says how it is started.
   *
   * @param root the repository
   * @param folder the replica's own
   */
  public static Program program(
      String name, Path root, Path folder, Path log, VaultSettings settings) {
    // Read from the working folder, so that a path with spaces needs no escape.
    PrivateFile.write(folder.resolve("config/application.properties"), settings.text());
    List<String> options =
        List.of(
            "-Xmx512m",
            "-Dquarkus.profile=sandbox",
            "-Dquarkus.config.profile.parent=prod",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    Path jar = root.resolve("target/vault/quarkus-app/quarkus-run.jar");
    return new Program(name, JavaCommand.jar(jar, options), folder, log);
  }
}
