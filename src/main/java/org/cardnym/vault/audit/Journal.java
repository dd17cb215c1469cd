package org.cardnym.vault.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What must outlive the database: who has left, whose card was removed, who was locked or frozen.
 * Each is read from a signed batch and appended to a file, identifiers only, sealed line by line,
 * by every replica for itself. One that stood still goes on from the file's last line, so nothing
 * is missed that this database has signed.
 */
@ApplicationScoped
public class Journal {
  private static final Logger LOG = Logger.getLogger(Journal.class);
  private static final int MOST = 1_000;

  /** As the index has it: PostgreSQL uses that only for the very same words. */
  private static final String NEXT =
      "select "
          + Columns.ENTRY
          + " from audit_entry where action in ('PAYER_LEFT', 'PAYER_LOCKED', 'PAYER_UNLOCKED',"
          + " 'PAYER_FROZEN', 'PAYER_UNFROZEN', 'CARD_REMOVED') and (batch, position,"
          + " entry_id) > (:batch, :position, :entry) order by batch, position, entry_id limit "
          + MOST;

  private final Optional<Path> file;
  private final EntityManager entities;
  private final EntryCheck check;
  private final AuditAlarm alarm;
  private final AuditSeal seal;
  private final TrailWitness witness;

  /** The place in the trail up to which the file goes; null until the file has told. */
  private @Nullable TrailPlace upTo;

  Journal(
      @ConfigProperty(name = "cardnym.audit.journal-file") Optional<Path> file,
      EntityManager entities,
      EntryCheck check,
      AuditAlarm alarm,
      AuditSeal seal,
      TrailWitness witness) {
    this.file = file;
    this.entities = entities;
    this.check = check;
    this.alarm = alarm;
    this.seal = seal;
    this.witness = witness;
  }

  /**
   * One thing that happened.
   *
   * @param subject the payer, or the card
   * @param payer whose it is, as on the wire
   */
  public record Kept(AuditAction action, String subject, String payer) {}

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (file.isPresent() && seal.ready() && witness.heard()) {
      follow();
    }
  }

  /** Appends what signed batches have brought since. */
  @Transactional
  void follow() {
    file.ifPresent(this::follow);
  }

  private synchronized void follow(Path path) {
    try {
      TrailPlace place = upTo == null ? JournalLine.end(path) : upTo;
      List<AuditRow> rows;
      do {
        rows = after(place);
        if (!rows.isEmpty()) {
          HeadsFile.append(path, text(rows));
          place = JournalLine.place(rows.getLast());
        }
      } while (rows.size() == MOST);
      upTo = place;
    } catch (IOException | UncheckedIOException unwritten) {
      upTo = null;
      LOG.errorf("audit_journal_unwritten error=%s", unwritten.getClass().getSimpleName());
    }
  }

  /**
   * Says that the database was restored: what it signs from now on is appended, though the file
   * goes beyond it.
   *
   * @param number the database's last batch
   */
  public synchronized void restored(long number) {
    file.ifPresent(path -> {
      try {
        if (JournalLine.end(path).batch() > number) {
          HeadsFile.append(path, JournalLine.restored(number));
        }
        upTo = null;
      } catch (IOException unwritten) {
        throw new UncheckedIOException(unwritten);
      }
    });
  }

  /**
   * Reads what is kept here, oldest first.
   *
   * @return how many lines the vault has not written so; empty where nothing is kept here
   * @throws UncheckedIOException if it can't be read
   */
  public OptionalLong read(Consumer<Kept> each) {
    if (file.isEmpty() || !Files.exists(file.get())) {
      return OptionalLong.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
      long refused = 0;
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        if (JournalLine.isNote(text)) {
          continue;
        }
        Optional<Kept> kept = JournalLine.genuine(text, seal);
        kept.ifPresent(each);
        refused += kept.isPresent() ? 0 : 1;
      }
      return OptionalLong.of(refused);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<AuditRow> after(TrailPlace place) {
    List<AuditRow> rows =
        entities
            .createNativeQuery(NEXT, AuditRow.class)
            .setParameter("batch", place.batch())
            .setParameter("position", place.position())
            .setParameter("entry", place.entry())
            .getResultList();
    rows.forEach(entities::detach);
    return rows;
  }

  private String text(List<AuditRow> rows) {
    var text = new StringBuilder();
    for (AuditRow row : rows) {
      if (check.genuine(row)) {
        text.append(JournalLine.of(row, seal));
      } else {
        alarm.forged(row.entryId);
      }
    }
    return text.toString();
  }
}
