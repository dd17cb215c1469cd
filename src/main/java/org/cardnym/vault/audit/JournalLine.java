package org.cardnym.vault.audit;

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
  private static final Pattern NOTE =
      Pattern.compile("journal_restored batch=([0-9]{1,18})(?: recovery=(rst_[0-9a-z]{26}))?");

  /** Up to which batch nothing is missing before it; always as long, so that it can be replaced. */
  private static final Pattern MARK =
      Pattern.compile("journal_upto batch=([0-9]{18}) mac=([0-9]{1,9}):([0-9a-f]{64})");

  private static final String MARKS = "journal_upto ";

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

  static String restored(long batch, String recovery) {
    return "journal_restored batch=%d recovery=%s\n".formatted(batch, recovery);
  }

  /** The recovery that a line tells of, if it does; without a name from a release before. */
  static Optional<Journal.Restored> restored(String text) {
    Matcher note = NOTE.matcher(text);
    return note.matches()
        ? Optional.of(
            new Journal.Restored(
                Objects.requireNonNullElse(note.group(2), ""), Long.parseLong(note.group(1))))
        : Optional.empty();
  }

  /** Says that nothing up to this batch is missing before it. */
  static String mark(long batch, AuditSeal seal) {
    int version = seal.version();
    return "%sbatch=%018d mac=%d:%s\n"
        .formatted(
            MARKS, batch, version, HexFormat.of().formatHex(seal.seal(version, marked(batch))));
  }

  /** True for what looks like a mark, with its line end. */
  static boolean isMark(String line) {
    return line.endsWith("\n") && MARK.matcher(line.substring(0, line.length() - 1)).matches();
  }

  /** The batch of a mark that the vault has written so; any other says nothing. */
  static Optional<Long> marked(String text, AuditSeal seal) {
    Matcher mark = MARK.matcher(text);
    if (!mark.matches()) {
      return Optional.empty();
    }
    long batch = Long.parseLong(mark.group(1));
    byte[] mac = HexFormat.of().parseHex(mark.group(3));
    return seal.verify(Integer.parseInt(mark.group(2)), marked(batch), mac)
        ? Optional.of(batch)
        : Optional.empty();
  }

  /** True for what is no line of a thing that happened. */
  static boolean isNote(String text) {
    return text.isBlank() || text.startsWith(MARKS) || NOTE.matcher(text).matches();
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

  /** Where the entry of a line stands; empty for what is no such line. */
  static Optional<TrailPlace> place(String text) {
    Matcher line = LINE.matcher(text);
    return line.matches()
        ? Optional.of(
            new TrailPlace(
                Long.parseLong(line.group(1)),
                Long.parseLong(line.group(2)),
                UUID.fromString(line.group(3))))
        : Optional.empty();
  }

  private static byte[] marked(long batch) {
    return EntryHash.members(List.of("journal_upto/1", Long.toString(batch)));
  }

  private static byte[] covered(String entry, String action, String subject, String payer) {
    return EntryHash.members(List.of("journal/1", entry, action, subject, payer));
  }
}
