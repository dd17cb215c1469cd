package org.cardnym.vault.restore;

import org.jspecify.annotations.Nullable;

/**
 * Something that a recovery still waits for.
 *
 * @param code {@code journal_not_carried}, {@code journal_lines_refused}, {@code
 *     bank_not_reconciled}, {@code differences_open} or {@code messages_open}
 * @param bank whose, as on the wire, or null
 * @param detail until when, why, how far, or how many
 * @param next what to do about it
 */
public record Left(String code, @Nullable String bank, String detail, String next) {
  /** True for what two people may leave undone, and answer for. */
  boolean ofJournal() {
    return code.startsWith("journal_");
  }

  /** In one line. */
  public String words() {
    return code + (bank == null ? "" : " " + bank) + " (" + detail + ")";
  }
}
