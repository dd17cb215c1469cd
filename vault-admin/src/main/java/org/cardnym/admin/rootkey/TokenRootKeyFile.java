package org.cardnym.admin.rootkey;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.pkcs11.TokenSession;
import org.cardnym.admin.secret.PrivateFile;

/** Makes a root-key file whose key is in a token. */
public final class TokenRootKeyFile {
  private final Path path;
  private final SecureRandom random;

  public TokenRootKeyFile(Path path, SecureRandom random) {
    this.path = path.toAbsolutePath().normalize();
    this.random = random;
  }

  /**
   * Has the key prove that the file is its own, writes the file, and checks what was written before
   * it says so.
   *
   * @param existing whether the key is there already, and none is made
   */
  public RootKeyFile.Made make(
      RootKeyUse use, TokenKeyName name, boolean existing, TokenSession token, Instant now) {
    long key = existing ? token.existing(name.key()) : token.make(name.key());
    byte[] id = bytes(RootKeyHeader.ID_BYTES);
    TokenHeader header =
        new TokenHeader(
            Base64Url.encode(id),
            use,
            now.truncatedTo(ChronoUnit.SECONDS),
            name,
            Base64Url.encode(bytes(RootKeyHeader.NONCE_BYTES)));
    byte[] proof = token.encrypt(key, nonce(header), header.associatedData(), id);
    PrivateFile.create(path, new TokenDocument(header, Base64Url.encode(proof)).toJson());
    verify(token, key, id);
    return new RootKeyFile.Made(path, header.id(), use, header.created());
  }

  private void verify(TokenSession token, long key, byte[] id) {
    TokenDocument written = TokenDocument.fromJson(PrivateFile.read(path));
    byte[] proven =
        token.decrypt(
            key,
            nonce(written.header()),
            written.header().associatedData(),
            Base64Url.decode(written.proof(), RootKeyHeader.ID_BYTES + RootKeySeal.TAG_BYTES));
    if (!Arrays.equals(proven, id)) {
      throw new Failure(Trouble.FILE_NOT_WRITTEN, path + " did not keep what was written.");
    }
  }

  private static byte[] nonce(TokenHeader header) {
    return Base64Url.decode(header.nonce(), RootKeyHeader.NONCE_BYTES);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
