package org.cardnym.vault.keys;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The passphrase-sealed root-key file (docs/root-key-file.md). Custody is single: one person can
 * open it.
 */
@ApplicationScoped
class RootKeyFile implements RootKeyProvider {
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
  private static final int KEY_SIZE = 32;

  private final Optional<Path> file;
  private final Optional<Path> passphraseFile;
  private final ObjectMapper json =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

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

  RootKeyFile(
      @ConfigProperty(name = "cardnym.root-key.file") Optional<Path> file,
      @ConfigProperty(name = "cardnym.root-key.passphrase-file") Optional<Path> passphraseFile) {
    this.file = file;
    this.passphraseFile = passphraseFile;
  }

  @Override
  public Optional<RootKey> open() {
    if (file.isEmpty() || passphraseFile.isEmpty()) {
      return Optional.empty();
    }
    try {
      requirePrivate(file.get());
      requirePrivate(passphraseFile.get());
      String passphrase = Files.readString(passphraseFile.get()).lines().findFirst().orElse("");
      return Optional.of(open(json.readValue(file.get().toFile(), Content.class), passphrase));
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "cardnym.root-key.file or passphrase-file can't be read as what it should be");
    }
  }

  static RootKey open(Content content, String passphrase) {
    requireBounds(content);
    byte[] wrapping = derive(content.kdf(), passphrase);
    byte[] key = {};
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(wrapping, "AES"),
          new GCMParameterSpec(128, BASE64.decode(content.nonce())));
      cipher.updateAAD(associatedData(content));
      key = cipher.doFinal(BASE64.decode(content.sealed()));
      return new RootKey(content.id(), content.use(), aead(key));
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      throw new IllegalStateException(
          "the root-key file does not open: wrong passphrase or changed file");
    } finally {
      Arrays.fill(wrapping, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  private static void requireBounds(Content content) {
    Kdf kdf = content.kdf();
    boolean known =
        content.format().equals("cardnym-root-key")
            && content.version() == 1
            && content.cipher().equals("AES-256-GCM")
            && Set.of("production", "sandbox").contains(content.use())
            && kdf.name().equals("argon2id");
    boolean bounded =
        kdf.memoryKiB() >= 19_456
            && kdf.memoryKiB() <= 1_048_576
            && kdf.iterations() >= 1
            && kdf.iterations() <= 10
            && kdf.parallelism() >= 1
            && kdf.parallelism() <= 4;
    if (!known || !bounded) {
      throw new IllegalStateException(
          "cardnym.root-key.file is of a format this vault does not know");
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
            .withSalt(BASE64.decode(kdf.salt()))
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

  @AccessesPartialKey
  private static Aead aead(byte[] key) throws GeneralSecurityException {
    var parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(KEY_SIZE)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    var secret = SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
    return KeysetHandle.newBuilder()
        .setConfiguration(AeadConfig2026.get())
        .addEntry(
            KeysetHandle.importKey(
                    AesGcmKey.builder().setParameters(parameters).setKeyBytes(secret).build())
                .withFixedId(1)
                .makePrimary())
        .build()
        .getPrimitive(AeadConfig2026.get(), Aead.class);
  }

  /** Refuses a file that others than its owner can read. */
  private static void requirePrivate(Path path) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, new LinkOption[0]);
    var others = EnumSet.copyOf(permissions);
    others.removeAll(PosixFilePermissions.fromString("rw-------"));
    if (!others.isEmpty()) {
      throw new IllegalStateException(
          path.getFileName() + " must be readable by its owner only (mode 0600)");
    }
  }
}
