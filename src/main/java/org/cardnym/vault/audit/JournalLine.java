package org.cardnym.vault.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the journal: where in the trail it comes from, what happened, to whom, and the vault's
 * seal over that. Identifiers only.
 */
final class JournalLine {
  private static final Pattern LINE =
      Pattern.compile(
          "journal batch=([0-9]{1,18}) position=([0-9]{1,9}) entry=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
              + " action=([A-Z_]{1,40}) subject=([a-z]{3}_[0-9a-z]{26})"
              + " payer=(pyr_[0-9a-z]{26}) mac=([0-9]{1,9}):([0-9a-f]{64})");

  /** Written when the database was restored; it decides nothing but where the file goes on. */
  private static final Pattern NOTE = Pattern.compile("journal_restored batch=([0-9]{1,18})");

  /** Facts are JSON of the vault's own making, without spaces. */
  private static final Pattern OWNER = Pattern.compile("\"payer\":\"(pyr_[0-9a-z]{26})\"");

  private JournalLine() {}

  /** With its line end; empty for what names no payer. */
  static String of(AuditRow row, AuditSeal seal) {
    String subject = Objects.requireNonNullElse(row.subject, "");
    Matcher owner = OWNER.matcher(row.facts);
    String payer = subject.startsWith("pyr_") ? subject : owner.find() ? owner.group(1) : "";
    if (payer.isEmpty()) {
      return "";
    }
    int version = seal.version();
    byte[] mac = seal.seal(version, covered(row.entryId.toString(), row.action, subject, payer));
    return "journal batch=%d position=%d entry=%s action=%s subject=%s payer=%s mac=%d:%s\n"
        .formatted(
            row.batch,
            row.position,
            row.entryId,
            row.action,
            subject,
            payer,
            version,
            HexFormat.of().formatHex(mac));
  }

  static String restored(long number) {
    return "journal_restored batch=" + number + "\n";
  }

  /** True for what is no line of a thing that happened. */
  static boolean isNote(String text) {
    return text.isBlank() || NOTE.matcher(text).matches();
  }

  /** What a line says, if the vault has written it so. */
  static Optional<Journal.Kept> genuine(String text, AuditSeal seal) {
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      return Optional.empty();
    }
    byte[] covered = covered(line.group(3), line.group(4), line.group(5), line.group(6));
    int version = Integer.parseInt(line.group(7));
    return seal.verify(version, covered, HexFormat.of().parseHex(line.group(8)))
        ? Optional.of(
            new Journal.Kept(AuditAction.valueOf(line.group(4)), line.group(5), line.group(6)))
        : Optional.empty();
  }

  /** Where a row stands. */
  static TrailPlace place(AuditRow row) {
    return new TrailPlace(
        Objects.requireNonNull(row.batch), Objects.requireNonNull(row.position), row.entryId);
  }

  /** The place up to which a file goes; the trail's beginning where it is not there. */
  static TrailPlace end(Path file) throws IOException {
    TrailPlace end = TrailPlace.before(1);
    if (!Files.exists(file)) {
      return end;
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Matcher line = LINE.matcher(text);
        Matcher note = NOTE.matcher(text);
        if (line.matches()) {
          end =
              new TrailPlace(
                  Long.parseLong(line.group(1)),
                  Long.parseLong(line.group(2)),
                  UUID.fromString(line.group(3)));
        } else if (note.matches()) {
          end = TrailPlace.before(Long.parseLong(note.group(1)) + 1);
        }
      }
    }
    return end;
  }

  private static byte[] covered(String entry, String action, String subject, String payer) {
    return EntryHash.members(List.of("journal/1", entry, action, subject, payer));
  }
}
