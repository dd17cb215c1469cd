package org.cardnym.vault.keys;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.cardnym.vault.custody.OpenedRootKey;
import org.cardnym.vault.custody.RootKeyFiles;

/** Root keys of files that are not the vault's own, and keys that pass for one. */
final class RootKeys {
  private RootKeys() {}

  /** What the vault makes of a file with this text, and of a passphrase if there is one. */
  static Optional<RootKey> open(String file, Optional<String> passphrase) {
    try {
      Path folder = Files.createTempDirectory("root-key");
      Path written = written(folder.resolve("root-key.json"), file);
      Optional<Path> secret =
          passphrase.map(text -> written(folder.resolve("passphrase"), text + "\n"));
      try {
        return new RootKeyFiles(Optional.of(written), secret, Optional.empty(), Optional.empty())
            .current()
            .open()
            .map(RootKey::new);
      } finally {
        Files.delete(written);
        if (secret.isPresent()) {
          Files.delete(secret.get());
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A key that says it is this one. */
  static RootKey named(String id, Aead key) {
    return new RootKey(new Named(id, key));
  }

  private record Named(String id, Aead key) implements OpenedRootKey {
    @Override
    public String use() {
      return "sandbox";
    }

    @Override
    public byte[] seal(byte[] plain, byte[] associatedData) throws GeneralSecurityException {
      return key.encrypt(plain, associatedData);
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
      return key.decrypt(sealed, associatedData);
    }

    @Override
    public void close() {
      // Nothing is kept that could be forgotten.
    }
  }

  private static Path written(Path file, String text) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
