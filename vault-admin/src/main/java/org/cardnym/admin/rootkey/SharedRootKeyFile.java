package org.cardnym.admin.rootkey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;

/** Makes a root-key file that custodians open together, and a file for each one's share. */
public final class SharedRootKeyFile {
  private final Path path;
  private final Path folder;
  private final SecureRandom random;
  private final List<Path> written = new ArrayList<>();

  /**
   * @param folder for the shares
   */
  public SharedRootKeyFile(Path path, Path folder, SecureRandom random) {
    this.path = path.toAbsolutePath().normalize();
    this.folder = folder.toAbsolutePath().normalize();
    this.random = random;
  }

  /** A new file, and where each custodian's share was written, in the order of their indexes. */
  public record Made(RootKeyFile.Made file, List<Path> shares) {}

  /**
   * Makes a fresh root key, seals it, splits what opens it, writes all files, and opens what was
   * written before it says so: from every {@code threshold} neighbours of the shares. Leaves
   * nothing behind where that fails.
   *
   * @throws Failure if a file stands in the way, or can't be written
   * @throws IllegalArgumentException for custodians or a threshold that the format does not allow
   */
  public Made make(RootKeyUse use, List<Custodian> custodians, int threshold, Instant now) {
    byte[] rootKey = bytes(RootKeySeal.KEY_BYTES);
    byte[] splitKey = bytes(Share.BYTES);
    String id = Base64Url.encode(bytes(RootKeyHeader.ID_BYTES));
    List<Share> shares = Shamir.split(id, splitKey, threshold, custodians.size(), random);
    try {
      SharedHeader header =
          new SharedHeader(
              id,
              use,
              now.truncatedTo(ChronoUnit.SECONDS),
              threshold,
              holders(custodians, shares),
              Base64Url.encode(bytes(RootKeyHeader.NONCE_BYTES)));
      String sealed = RootKeySeal.seal(header, splitKey, rootKey);
      List<Path> files = custodians.stream().map(who -> file(who.name())).toList();
      for (int i = 0; i < shares.size(); i++) {
        write(files.get(i), shares.get(i));
      }
      create(path, new SharedDocument(header, sealed).toJson());
      verify(files, threshold, rootKey);
      return new Made(new RootKeyFile.Made(path, id, use, header.created()), files);
    } catch (RuntimeException failed) {
      written.forEach(SharedRootKeyFile::delete);
      throw failed;
    } finally {
      shares.forEach(Share::close);
      Arrays.fill(rootKey, (byte) 0);
      Arrays.fill(splitKey, (byte) 0);
    }
  }

  private static List<SharedHeader.Holder> holders(List<Custodian> custodians, List<Share> shares) {
    List<SharedHeader.Holder> holders = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      holders.add(new SharedHeader.Holder(custodians.get(i), shares.get(i).commitment()));
    }
    return holders;
  }

  /** For instance {@code root-key.anna.share}. */
  private Path file(String custodian) {
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.json$", "");
    return folder.resolve(name + "." + custodian + ".share");
  }

  private void write(Path file, Share share) {
    byte[] text = share.text();
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    try {
      create(file, line);
    } finally {
      Arrays.fill(text, (byte) 0);
      Arrays.fill(line, (byte) 0);
    }
  }

  private void create(Path file, byte[] content) {
    PrivateFile.create(file, content);
    written.add(file);
  }

  private void verify(List<Path> files, int threshold, byte[] rootKey) {
    SharedDocument document = SharedDocument.fromJson(PrivateFile.read(path));
    List<Share> shares = files.stream().map(SharedRootKeyFile::read).toList();
    for (int first = 0; first < shares.size(); first++) {
      List<Share> some = new ArrayList<>();
      for (int i = 0; i < threshold; i++) {
        some.add(shares.get((first + i) % shares.size()));
      }
      byte[] splitKey = Shamir.combine(some);
      byte[] opened = RootKeySeal.open(document.header(), document.sealed(), splitKey);
      boolean same = Arrays.equals(opened, rootKey);
      Arrays.fill(splitKey, (byte) 0);
      Arrays.fill(opened, (byte) 0);
      if (!same) {
        throw new Failure(Trouble.FILE_NOT_WRITTEN, path + " did not keep what was written.");
      }
    }
    shares.forEach(Share::close);
  }

  private static Share read(Path file) {
    byte[] text = PrivateFile.read(file);
    try {
      return Share.parse(text)
          .orElseThrow(() ->
              new Failure(Trouble.FILE_NOT_WRITTEN, file + " did not keep what was written."));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The failure that led here is the one to tell of.
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
