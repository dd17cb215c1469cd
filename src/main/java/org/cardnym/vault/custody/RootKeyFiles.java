package org.cardnym.vault.custody;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The root key in use, and one that shall take its place. Which is in use, the keysets in the
 * database say: a replica that starts with both files takes the one that opens them, so that it
 * does not matter when it stopped.
 */
@Singleton
public class RootKeyFiles {
  private static final Logger LOG = Logger.getLogger(RootKeyFiles.class);

  private final Optional<Path> nextFile;
  private final Optional<Path> nextPassphraseFile;
  private final TokenAccess nextToken;
  private RootKeyCustody current;

  @Inject
  public RootKeyFiles(
      @ConfigProperty(name = "cardnym.root-key.file") Optional<Path> file,
      @ConfigProperty(name = "cardnym.root-key.passphrase-file") Optional<Path> passphraseFile,
      @ConfigProperty(name = "cardnym.root-key.next-file") Optional<Path> nextFile,
      @ConfigProperty(name = "cardnym.root-key.next-passphrase-file")
          Optional<Path> nextPassphraseFile,
      @ConfigProperty(name = "cardnym.root-key.pkcs11-library") Optional<Path> library,
      @ConfigProperty(name = "cardnym.root-key.pin-file") Optional<Path> pinFile,
      @ConfigProperty(name = "cardnym.root-key.next-pin-file") Optional<Path> nextPinFile) {
    this.nextFile = nextFile;
    this.nextPassphraseFile = nextPassphraseFile;
    this.nextToken = new TokenAccess(library, nextPinFile);
    this.current =
        new RootKeySettings(file, passphraseFile, new TokenAccess(library, pinFile)).custody();
  }

  /** Where no token is used. */
  public RootKeyFiles(
      Optional<Path> file,
      Optional<Path> passphraseFile,
      Optional<Path> nextFile,
      Optional<Path> nextPassphraseFile) {
    this(
        file,
        passphraseFile,
        nextFile,
        nextPassphraseFile,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public synchronized RootKeyCustody current() {
    return current;
  }

  /** Looked for each time: it may be put in its place, or taken back, while the vault runs. */
  public synchronized Optional<RootKeyCustody> next() {
    if (nextFile.filter(file -> Files.exists(file, new LinkOption[0])).isEmpty()) {
      return Optional.empty();
    }
    try {
      RootKeyCustody found = new RootKeySettings(nextFile, nextPassphraseFile, nextToken).custody();
      return Optional.of(found).filter(other -> !other.id().equals(current.id()));
    } catch (IllegalStateException unfit) {
      LOG.error("next_root_key_unfit: cardnym.root-key.next-file is not as its format says");
      return Optional.empty();
    }
  }

  /** What {@link #next} found is in use from now on. */
  public synchronized void promote(RootKeyCustody next) {
    current = next;
  }
}
