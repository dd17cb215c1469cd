package org.cardnym.vault.custody;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Which custody a root key is in: what its file says. */
final class RootKeySettings {
  static final String FORMAT = "cardnym-root-key";
  static final Set<String> USES = Set.of("production", "sandbox");

  private static final int LARGEST = 64 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Optional<Path> file;
  private final Optional<Path> passphraseFile;
  private final TokenAccess token;

  RootKeySettings(Optional<Path> file, Optional<Path> passphraseFile, TokenAccess token) {
    this.file = file;
    this.passphraseFile = passphraseFile;
    this.token = token;
  }

  /** Where no token is used. */
  RootKeySettings(Optional<Path> file, Optional<Path> passphraseFile) {
    this(file, passphraseFile, new TokenAccess(Optional.empty(), Optional.empty()));
  }

  /**
   * Reads the file; the vault does not start with one that it can't make sense of.
   *
   * @throws IllegalStateException names the property, and nothing of the file
   */
  RootKeyCustody custody() {
    if (file.isEmpty()) {
      return new NoRootKey();
    }
    try {
      requirePrivate(file.get());
      byte[] bytes = Files.readAllBytes(file.get());
      JsonNode tree = bytes.length > LARGEST ? null : JSON.readTree(bytes);
      if (tree == null || !tree.path("version").isInt()) {
        throw unknownFormat();
      }
      return read(tree, digest(bytes));
    } catch (JsonProcessingException | IllegalArgumentException malformed) {
      throw unknownFormat();
    } catch (IOException unreadable) {
      throw new IllegalStateException("cardnym.root-key.file can't be read");
    }
  }

  private RootKeyCustody read(JsonNode tree, String digest) throws JsonProcessingException {
    return switch (tree.path("version").intValue()) {
      case 1 ->
          new PassphraseFile(
              JSON.treeToValue(tree, PassphraseFile.Content.class), passphraseFile, digest);
      case 2 -> {
        requireNoPassphrase("shares open");
        yield new SharesFile(Sharing.of(JSON.treeToValue(tree, SharesFile.Content.class)), digest);
      }
      case 3 -> {
        requireNoPassphrase("a token opens");
        yield new TokenFile(JSON.treeToValue(tree, TokenFile.Content.class), token, digest);
      }
      default -> throw unknownFormat();
    };
  }

  private static String digest(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private void requireNoPassphrase(String opens) {
    if (passphraseFile.filter(secret -> Files.exists(secret, new LinkOption[0])).isPresent()) {
      throw new IllegalStateException(
          "cardnym.root-key.passphrase-file is set, but " + opens + " cardnym.root-key.file");
    }
  }

  static IllegalStateException unknownFormat() {
    return new IllegalStateException(
        "cardnym.root-key.file is of a format this vault does not know");
  }

  /** Refuses a file that others than its owner can read. */
  static void requirePrivate(Path path) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, new LinkOption[0]);
    var others = EnumSet.noneOf(PosixFilePermission.class);
    others.addAll(permissions);
    others.removeAll(PosixFilePermissions.fromString("rw-------"));
    if (!others.isEmpty()) {
      throw new IllegalStateException(
          path.getFileName() + " must be readable by its owner only (mode 0600)");
    }
  }
}
