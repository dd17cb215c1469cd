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
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a file for heads that others could read or change, that somebody could put in its place,
 * or that can't be written (PCI DSS 10.3.2).
 */
@ApplicationScoped
class HeadsFileSafe implements StartCheck {
  private static final String PROPERTY = "cardnym.audit.heads-file ";
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Optional<Path> file;

  HeadsFileSafe(@ConfigProperty(name = "cardnym.audit.heads-file") Optional<Path> file) {
    this.file = file;
  }

  @Override
  public List<String> problems() {
    return file.map(HeadsFileSafe::problems).orElse(List.of());
  }

  /** Makes the file if it is not there. */
  static List<String> problems(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of(PROPERTY + "must lie in a folder that is there");
    }
    try {
      if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
        return List.of(PROPERTY + "must not lie in a folder that everybody may write");
      }
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        return List.of(PROPERTY + "must be a file, not a link or a device");
      }
      HeadsFile.append(path, "");
      return OWNER.containsAll(Files.getPosixFilePermissions(path))
          ? List.of()
          : List.of(PROPERTY + "must be readable and writable by its owner only (mode 0600)");
    } catch (IOException unwritable) {
      return List.of(PROPERTY + "can't be written by the vault");
    }
  }
}
