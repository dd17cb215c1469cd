package org.cardnym.admin.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Heads that were kept outside the database. The newest ones are held: the last of them binds all
 * batches before it, those before it only tell where a trail began to differ.
 */
final class KeptHeads {
  private static final int MOST = 100_000;
  private static final Pattern GIVEN = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

  /** A line of the file, and of the vault's log. */
  private static final Pattern LINE =
      Pattern.compile(
          "audit_head number=([0-9]{1,18}) count=[0-9]+ hash=([0-9a-f]{64})(?![0-9a-f])");

  private final TreeMap<Long, String> heads = new TreeMap<>();
  private final Set<Long> twice = new HashSet<>();

  /**
   * @throws Failure if a head is none, or the file can't be read or holds none
   */
  static KeptHeads of(List<String> given, @Nullable Path file) {
    KeptHeads kept = new KeptHeads();
    for (String text : given) {
      Matcher head = GIVEN.matcher(text);
      if (!head.matches()) {
        throw new Failure(
            Trouble.INPUT_INVALID, "--head takes NUMBER:HASH, as audit verify tells it.");
      }
      kept.add(Long.parseLong(head.group(1)), head.group(2));
    }
    if (file != null) {
      kept.read(file);
    }
    return kept;
  }

  boolean isEmpty() {
    return heads.isEmpty();
  }

  int size() {
    return heads.size();
  }

  @Nullable String hash(long number) {
    return heads.get(number);
  }

  /** The number of the newest, 0 where there is none. */
  long last() {
    return heads.isEmpty() ? 0 : heads.lastKey();
  }

  /** Numbers that were kept with more than one hash: two trails were signed. */
  List<Long> twice() {
    return twice.stream().sorted().toList();
  }

  private void read(Path file) {
    int before = heads.size();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher head = LINE.matcher(line);
        // A line that was cut may be gone on with: a whole head follows.
        while (head.find()) {
          add(Long.parseLong(head.group(1)), head.group(2));
        }
      }
    } catch (NoSuchFileException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, "There is no file " + file + ".");
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, file + " can't be read.");
    }
    if (heads.size() == before) {
      throw new Failure(Trouble.INPUT_INVALID, file + " holds no head (audit_head number=…).");
    }
  }

  private void add(long number, String hash) {
    String other = heads.putIfAbsent(number, hash);
    if (other != null && !other.equals(hash)) {
      twice.add(number);
    }
    if (heads.size() > MOST) {
      heads.pollFirstEntry();
    }
  }
}
