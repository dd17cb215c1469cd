package org.cardnym.vault.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The operator's own list of passwords that nobody may set: 64 bits of SHA-256 for each, so a
 * password that is not listed is refused once in 10^12 at most.
 */
final class BlockList {
  /** 40 MB of memory. */
  static final int MOST_ENTRIES = 5_000_000;

  static final long MOST_BYTES = 256L << 20;
  static final BlockList NONE = new BlockList(new long[0]);

  private final long[] sorted;

  private BlockList(long[] sorted) {
    this.sorted = sorted;
  }

  /** A file that can't be taken; the message says why, and quotes nothing of it. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String why) {
      super(why);
    }
  }

  /** Reads a file: one password a line, UTF-8; empty lines don't count. */
  static BlockList read(Path file) throws Unfit {
    return read(file, MOST_ENTRIES, MOST_BYTES);
  }

  static BlockList read(Path file, int mostEntries, long mostBytes) throws Unfit {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > mostBytes) {
        throw new Unfit("names no file of at most " + mostBytes + " bytes");
      }
      try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        return new BlockList(hashes(lines, mostEntries));
      }
    } catch (IOException unreadable) {
      // A file that is no UTF-8 ends here too; its message may quote what it holds.
      throw new Unfit("names a file that can't be read as UTF-8");
    }
  }

  boolean has(String lowerCase) {
    return sorted.length > 0 && Arrays.binarySearch(sorted, hash(lowerCase)) >= 0;
  }

  /** Passwords, each counted once. */
  int size() {
    return sorted.length;
  }

  private static long[] hashes(BufferedReader lines, int most) throws IOException, Unfit {
    var hashes = new long[1024];
    int count = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String word =
          Normalizer.normalize(line, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
      if (word.isEmpty()) {
        continue;
      }
      if (count == most) {
        throw new Unfit("names a file of more than " + most + " passwords");
      }
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
      }
      hashes[count++] = hash(word);
    }
    if (count == 0) {
      throw new Unfit("names a file without passwords");
    }
    return Arrays.stream(hashes, 0, count).sorted().distinct().toArray();
  }

  private static long hash(String word) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
