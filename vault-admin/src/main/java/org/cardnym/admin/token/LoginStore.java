package org.cardnym.admin.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;

/** The one sign-in kept on this machine, 0600; a file that others could read is not used. */
final class LoginStore {
  private final Path file;

  LoginStore(Path file) {
    this.file = file;
  }

  @Nullable StoredLogin load() {
    return Files.exists(file) ? StoredLogin.fromJson(PrivateFile.read(file)) : null;
  }

  void save(StoredLogin login) {
    PrivateFile.replace(file, login.toJson());
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_NOT_WRITTEN, file + " can't be removed.");
    }
  }
}
