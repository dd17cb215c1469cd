package org.cardnym.vault.custody;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A root-key file sealed under a passphrase (docs/root-key-file.md, version 1). Custody is single:
 * one person can open it.
 */
final class PassphraseFile implements RootKeyCustody {
  private static final int KEY_SIZE = 32;

  private final Content content;
  private final Optional<Path> passphraseFile;
  private final String digest;

  record Kdf(String name, int memoryKiB, int iterations, int parallelism, String salt) {}

  record Content(
      String format,
      int version,
      String id,
      String use,
      String created,
      Kdf kdf,
      String cipher,
      String nonce,
      String sealed) {}

  PassphraseFile(Content content, Optional<Path> passphraseFile, String digest) {
    requireBounds(content);
    this.digest = digest;
    this.content = content;
    this.passphraseFile = passphraseFile;
  }

  @Override
  public CustodyKind kind() {
    return CustodyKind.PASSPHRASE;
  }

  @Override
  public Optional<String> id() {
    return Optional.of(content.id());
  }

  @Override
  public Optional<String> digest() {
    return Optional.of(digest);
  }

  @Override
  public Optional<String> use() {
    return Optional.of(content.use());
  }

  @Override
  public Optional<OpenedRootKey> open() {
    if (passphraseFile.isEmpty()) {
      return Optional.empty();
    }
    try {
      RootKeySettings.requirePrivate(passphraseFile.get());
      String passphrase = Files.readString(passphraseFile.get()).lines().findFirst().orElse("");
      return Optional.of(open(content, passphrase));
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "cardnym.root-key.passphrase-file can't be read as what it should be");
    }
  }

  static OpenedRootKey open(Content content, String passphrase) {
    requireBounds(content);
    byte[] wrapping = derive(content.kdf(), passphrase);
    try {
      return KeyInMemory.opened(
          content.id(),
          content.use(),
          wrapping,
          Base64Url.decode(content.nonce(), 12),
          Base64Url.decode(content.sealed(), 48),
          associatedData(content));
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      throw new IllegalStateException(
          "the root-key file does not open: wrong passphrase or changed file");
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  private static void requireBounds(Content content) {
    Kdf kdf = content.kdf();
    boolean known =
        content.format().equals(RootKeySettings.FORMAT)
            && content.version() == 1
            && content.cipher().equals("AES-256-GCM")
            && RootKeySettings.USES.contains(content.use())
            && kdf.name().equals("argon2id");
    boolean bounded =
        kdf.memoryKiB() >= 19_456
            && kdf.memoryKiB() <= 1_048_576
            && kdf.iterations() >= 1
            && kdf.iterations() <= 10
            && kdf.parallelism() >= 1
            && kdf.parallelism() <= 4;
    if (!known || !bounded) {
      throw RootKeySettings.unknownFormat();
    }
  }

  private static byte[] derive(Kdf kdf, String passphrase) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kdf.memoryKiB())
            .withIterations(kdf.iterations())
            .withParallelism(kdf.parallelism())
            .withSalt(Base64Url.decode(kdf.salt(), 16))
            .build());
    byte[] wrapping = new byte[KEY_SIZE];
    byte[] text =
        Normalizer.normalize(passphrase, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    generator.generateBytes(text, wrapping);
    return wrapping;
  }

  private static byte[] associatedData(Content content) {
    Kdf kdf = content.kdf();
    return String.join(
            "\n",
            content.format(),
            Integer.toString(content.version()),
            content.id(),
            content.use(),
            kdf.name(),
            Integer.toString(kdf.memoryKiB()),
            Integer.toString(kdf.iterations()),
            Integer.toString(kdf.parallelism()),
            kdf.salt(),
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
