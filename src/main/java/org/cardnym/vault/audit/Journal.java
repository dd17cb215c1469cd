package org.cardnym.vault.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * by every replica for itself. A mark at its end says up to which batch nothing is missing; there a
 * replica that stood still goes on, so nothing is missed that this database has signed.
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
          + " entry_id) > (:batch, :position, :entry) and batch <= :last order by batch, position, entry_id limit "
          + MOST;

  private final Optional<Path> file;
  private final EntityManager entities;
  private final EntryCheck check;
  private final AuditAlarm alarm;
  private final AuditSeal seal;
  private final TrailWitness witness;
  private final AuditHeads heads;

  /** What the file has told of its end, and how it looked then; null until it has. */
  private @Nullable JournalEnd end;

  private String stamp = "";

  /** The recoveries of the database, newest first, and whether that one is under way. */
  private List<Restored> restored = List.of();

  private boolean underWay;

  Journal(
      @ConfigProperty(name = "cardnym.audit.journal-file") Optional<Path> file,
      EntityManager entities,
      EntryCheck check,
      AuditAlarm alarm,
      AuditSeal seal,
      TrailWitness witness,
      AuditHeads heads) {
    this.file = file;
    this.entities = entities;
    this.check = check;
    this.alarm = alarm;
    this.seal = seal;
    this.witness = witness;
    this.heads = heads;
  }

  /**
   * One thing that happened.
   *
   * @param subject the payer, or the card
   * @param payer whose it is, as on the wire
   */
  public record Kept(AuditAction action, String subject, String payer) {}

  /**
   * A restore of the database.
   *
   * @param recovery as on the wire
   * @param batch the last one of the restored trail
   */
  public record Restored(String recovery, long batch) {}

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
    Optional<Head> head = heads.look();
    if (head.isEmpty()) {
      return;
    }
    try {
      JournalEnd known = known(path);
      TrailPlace last = TrailPlace.before(head.get().number + 1);
      if (known.place().isBefore(last) && !rests(known)) {
        append(path, known, head.get().number);
      }
    } catch (IOException | UncheckedIOException unwritten) {
      end = null;
      LOG.errorf("audit_journal_unwritten error=%s", unwritten.getClass().getSimpleName());
    }
  }

  private void append(Path path, JournalEnd known, long last) throws IOException {
    List<AuditRow> rows;
    do {
      rows = after(known.place(), last);
      if (!rows.isEmpty()) {
        HeadsFile.append(path, text(rows));
        known.goesOn(JournalLine.place(rows.getLast()));
      }
    } while (rows.size() == MOST);
    JournalFile.mark(path, JournalLine.mark(last, seal));
    known.reaches(last);
    stamp = JournalFile.stamp(path);
  }

  /**
   * True while a recovery is under way, and the file lacks something of before: written from the
   * restored trail it would look as if it had outlived the database.
   */
  private boolean rests(JournalEnd known) {
    return underWay && known.place().isBefore(TrailPlace.before(restored.getFirst().batch() + 1));
  }

  /** The file's end, read again where somebody has put another file there. */
  private JournalEnd known(Path path) throws IOException {
    JournalEnd known = end;
    if (known == null || !stamp.equals(JournalFile.stamp(path))) {
      known = JournalEnd.of(path, seal);
      note(path, known);
      stamp = JournalFile.stamp(path);
      end = known;
    }
    return known;
  }

  /** One note for all recoveries since the newest that the file knows of. */
  private void note(Path path, JournalEnd known) throws IOException {
    List<Restored> unknown = restored.stream().takeWhile(each -> !known.knows(each)).toList();
    if (!unknown.isEmpty()) {
      long common = unknown.stream().mapToLong(Restored::batch).min().orElseThrow();
      var note = new Restored(unknown.getFirst().recovery(), common);
      HeadsFile.append(path, JournalLine.restored(note.batch(), note.recovery()));
      known.restored(note);
    }
  }

  /**
   * Says how the database was restored: what it signs from then on is appended, though the file
   * goes beyond it; and while a recovery is under way, nothing of before it.
   *
   * @param all newest first
   * @param recovering true if the newest is under way
   * @throws UncheckedIOException if that can't be noted
   */
  public synchronized void restored(List<Restored> all, boolean recovering) {
    underWay = recovering;
    if (!all.equals(restored)) {
      restored = List.copyOf(all);
      end = null;
    }
    if (end == null && !restored.isEmpty()) {
      file.ifPresent(this::end);
    }
  }

  /**
   * How far what is kept here went when that recovery was first noted here, or goes.
   *
   * @return the batch up to which nothing is missing, 0 where nothing says so; empty where nothing
   *     is kept here
   * @throws UncheckedIOException if it can't be read
   */
  public synchronized OptionalLong reach(String recovery) {
    return file.isEmpty() || !Files.exists(file.get())
        ? OptionalLong.empty()
        : OptionalLong.of(end(file.get()).reach(recovery));
  }

  private JournalEnd end(Path path) {
    try {
      return known(path);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  /**
   * Reads what is kept here, oldest first.
   *
   * @return how many lines the vault has not written so; empty where nothing is kept here
   * @throws UncheckedIOException if it can't be read
   */
  public synchronized OptionalLong read(Consumer<Kept> each) {
    if (file.isEmpty() || !Files.exists(file.get())) {
      return OptionalLong.empty();
    }
    try (BufferedReader lines = JournalFile.reader(file.get())) {
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

  private List<AuditRow> after(TrailPlace place, long last) {
    List<AuditRow> rows =
        entities
            .createNativeQuery(NEXT, AuditRow.class)
            .setParameter("batch", place.batch())
            .setParameter("position", place.position())
            .setParameter("entry", place.entry())
            .setParameter("last", last)
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
