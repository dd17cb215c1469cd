package org.cardnym.admin.rootkey;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.Passphrase;
import org.cardnym.admin.secret.PrivateFile;

/** A root-key file on disk: made once, never replaced. */
public final class RootKeyFile {
  private final Path path;
  private final SecureRandom random;

  public RootKeyFile(Path path, SecureRandom random) {
    this.path = path.toAbsolutePath().normalize();
    this.random = random;
  }

  /**
   * @throws Failure if something stands there already; the message says what
   */
  public void requireFree() {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Made there = there();
    throw new Failure(
        Trouble.ROOT_KEY_EXISTS,
        "%s holds the root key %s for %s, made %s; it was left as it is."
            .formatted(path, there.id(), there.use(), there.created()));
  }

  private Made there() {
    byte[] bytes = PrivateFile.readPublic(path);
    try {
      SharedHeader shared = SharedDocument.fromJson(bytes).header();
      return new Made(path, shared.id(), shared.use(), shared.created());
    } catch (IllegalArgumentException notShared) {
      return inToken(bytes);
    }
  }

  private Made inToken(byte[] bytes) {
    try {
      TokenHeader named = TokenDocument.fromJson(bytes).header();
      return new Made(path, named.id(), named.use(), named.created());
    } catch (IllegalArgumentException notInToken) {
      RootKeyHeader header = read().header();
      return new Made(path, header.id(), header.use(), header.created());
    }
  }

  /** Makes a fresh root key, seals it, writes it, and opens what was written before it says so. */
  public Made make(RootKeyUse use, Passphrase passphrase, Instant now) {
    byte[] rootKey = bytes(RootKeySeal.KEY_BYTES);
    try {
      RootKeyHeader header =
          new RootKeyHeader(
              Base64Url.encode(bytes(RootKeyHeader.ID_BYTES)),
              use,
              now.truncatedTo(ChronoUnit.SECONDS),
              Argon2Cost.OF_NEW_FILES,
              Base64Url.encode(bytes(RootKeyHeader.SALT_BYTES)),
              Base64Url.encode(bytes(RootKeyHeader.NONCE_BYTES)));
      String sealed = RootKeySeal.seal(header, passphrase, rootKey);
      PrivateFile.create(path, new RootKeyDocument(header, sealed).toJson());
      verify(passphrase, rootKey);
      return new Made(path, header.id(), use, header.created());
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
  }

  private void verify(Passphrase passphrase, byte[] rootKey) {
    RootKeyDocument written = read();
    byte[] opened = RootKeySeal.open(written.header(), written.sealed(), passphrase);
    boolean same = Arrays.equals(opened, rootKey);
    Arrays.fill(opened, (byte) 0);
    if (!same) {
      throw new Failure(Trouble.FILE_NOT_WRITTEN, path + " did not keep what was written.");
    }
  }

  private RootKeyDocument read() {
    try {
      return RootKeyDocument.fromJson(PrivateFile.readPublic(path));
    } catch (IllegalArgumentException e) {
      throw new Failure(
          Trouble.PATH_TAKEN, path + " exists, and is no root-key file; it was left as it is.");
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * A new file.
   *
   * @param id tells root keys apart; no secret
   */
  public record Made(Path path, String id, RootKeyUse use, Instant created) {}
}
