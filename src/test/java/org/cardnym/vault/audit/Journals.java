package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Journals as the vault would have left them. */
@ApplicationScoped
public class Journals {
  private final Journal journal;
  private final AuditSeal seal;

  Journals(Journal journal, AuditSeal seal) {
    this.journal = journal;
    this.seal = seal;
  }

  /**
   * One in which nothing is missing up to this batch, and nothing stands.
   *
   * @param recovery the newest that it knows of
   */
  public void upTo(Path file, long batch, String recovery) throws IOException {
    Files.writeString(file, JournalLine.restored(0, recovery) + JournalLine.mark(batch, seal));
  }

  /** Has the replica follow at once, as it does each second. */
  public void follow() {
    journal.follow();
  }
}
