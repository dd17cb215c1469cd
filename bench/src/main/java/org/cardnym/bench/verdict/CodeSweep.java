package org.cardnym.bench.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cardnym.bench.verdict.Finding.Harm;

/**
 * Looks for a verification code in every file that a run wrote, the database's and its log's among
 * them: as a JSON text or under its member's name anywhere, and by itself in what is a log.
 */
public final class CodeSweep {
  /** How long a request took, which may be any number. */
  private static final Pattern TIMES = Pattern.compile("\"millis\":\"[0-9]+\"");

  private final String quoted;
  private final Pattern alone;

  /**
   * @param code that stands nowhere by chance
   */
  public CodeSweep(String code) {
    this.quoted = '"' + code + '"';
    this.alone = Pattern.compile("(?<![0-9A-Za-z.:])" + code + "(?![0-9A-Za-z.:])");
  }

  public void run(Path folder, Findings findings) {
    List<String> found = below(folder);
    found.forEach(
        each -> findings.add(Harm.LOST, "verification-code-on-disk", each, "PCI DSS 3.3.1"));
  }

  /** The files that hold it. */
  List<String> below(Path folder) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // One letter a byte.
        String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        boolean log = file.toString().endsWith(".log");
        String text = log ? TIMES.matcher(all).replaceAll("") : all;
        if (text.contains(quoted)
            || text.contains("verificationCode")
            || (log && alone.matcher(text).find())) {
          found.add(folder.relativize(file).toString());
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
