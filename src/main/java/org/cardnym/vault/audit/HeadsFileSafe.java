package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a file for heads, or for the journal, that others could read or change, that somebody
 * could put in its place, or that can't be written (PCI DSS 10.3.2).
 */
@ApplicationScoped
class HeadsFileSafe implements StartCheck {
  private static final String HEADS = "cardnym.audit.heads-file";
  private static final String JOURNAL = "cardnym.audit.journal-file";
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Optional<Path> heads;
  private final Optional<Path> journal;

  HeadsFileSafe(
      @ConfigProperty(name = HEADS) Optional<Path> heads,
      @ConfigProperty(name = JOURNAL) Optional<Path> journal) {
    this.heads = heads;
    this.journal = journal;
  }

  @Override
  public List<String> problems() {
    return Stream.concat(
            heads.map(HeadsFileSafe::problems).orElse(List.of()).stream(),
            journal.map(path -> problems(path, JOURNAL + " ")).orElse(List.of()).stream())
        .toList();
  }

  static List<String> problems(Path path) {
    return problems(path, HEADS + " ");
  }

  /** Makes the file if it is not there. */
  private static List<String> problems(Path path, String property) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of(property + "must lie in a folder that is there");
    }
    try {
      if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
        return List.of(property + "must not lie in a folder that everybody may write");
      }
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        return List.of(property + "must be a file, not a link or a device");
      }
      HeadsFile.append(path, "");
      return OWNER.containsAll(Files.getPosixFilePermissions(path))
          ? List.of()
          : List.of(property + "must be readable and writable by its owner only (mode 0600)");
    } catch (IOException unwritable) {
      return List.of(property + "can't be written by the vault");
    }
  }
}
