package org.cardnym.vault.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.CustomerLine;
import org.cardnym.vault.issuer.CustomerLines;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The files that were signed for, and how each stands. */
@ApplicationScoped
public class Intakes {
  /**
   * The longest that a bank may make its lines good for (docs/issuer-protocol.md §10), and a day.
   */
  private static final Duration LINES_GOOD = Duration.ofDays(32);

  private final EntityManager entities;
  private final CustomerLines lines;
  private final Audit audit;
  private final Clock clock;

  Intakes(EntityManager entities, CustomerLines lines, Audit audit, Clock clock) {
    this.entities = entities;
    this.lines = lines;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A file as somebody asks for it.
   *
   * @param file the bank's id of it
   */
  public record File(UUID bankId, String file, int lines, Blocks blocks) {}

  /**
   * Tells from its first line which file this is.
   *
   * @throws Refusal {@link ErrorCode#LINE_REFUSED} unless the bank sealed that line for this vault
   *     as the first of so many; {@link ErrorCode#NOT_FOUND} without the bank
   */
  public File file(UUID bankId, String first, int count, Blocks blocks) {
    byte[] line = first.getBytes(StandardCharsets.UTF_8);
    try (CustomerLine opened = lines.reader(bankId).read(line)) {
      if (opened.line() != 1 || opened.count() != count) {
        throw CustomerLines.refused("message");
      }
      return new File(bankId, opened.file(), count, blocks);
    }
  }

  /** The import of a bank's file with this content, if it was opened. */
  @Transactional
  public Optional<IntakeView> find(UUID bankId, String digest) {
    return entities
        .createQuery(
            "select i from IntakeRow i where i.bankId = :bank and i.digest = :digest",
            IntakeRow.class)
        .setParameter("bank", bankId)
        .setParameter("digest", digest)
        .getResultStream()
        .findFirst()
        .map(IntakeRow::view);
  }

  @Transactional
  public Optional<IntakeView> find(UUID intakeId) {
    return Optional.ofNullable(entities.find(IntakeRow.class, intakeId)).map(IntakeRow::view);
  }

  /**
   * True while a file is open that could still come in: its lines may be sealed to any key that
   * there is, and are good for a month.
   */
  @Transactional
  public boolean anyOpen() {
    return !entities
        .createQuery(
            "select i.intakeId from IntakeRow i where i.endedAt is null and i.openedAt > :good",
            UUID.class)
        .setParameter("good", clock.instant().minus(LINES_GOOD))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /**
   * Refuses a file whose id came before.
   *
   * @throws Refusal {@link ErrorCode#IMPORT_KNOWN}
   */
  @Transactional
  public void requireNew(UUID bankId, String file) {
    boolean known =
        entities
            .createQuery(
                "select i from IntakeRow i where i.bankId = :bank and i.file = :file",
                IntakeRow.class)
            .setParameter("bank", bankId)
            .setParameter("file", file)
            .getResultStream()
            .findFirst()
            .isPresent();
    if (known) {
      throw new Refusal(ErrorCode.IMPORT_KNOWN);
    }
  }

  /**
   * Lets a file in; it has still to be sent.
   *
   * @param by who signed for it
   * @throws Refusal {@link ErrorCode#IMPORT_KNOWN}
   */
  @Transactional
  public IntakeView open(String by, File asked) {
    requireNew(asked.bankId(), asked.file());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var row = new IntakeRow();
    row.intakeId = Uuids.next(now);
    row.bankId = asked.bankId();
    row.file = asked.file();
    row.digest = asked.blocks().digest();
    row.lines = asked.lines();
    row.openedBy = by;
    row.openedAt = now;
    entities.persist(row);
    var blocks = new IntakeBlocksRow();
    blocks.intakeId = row.intakeId;
    blocks.digests = asked.blocks().bytes();
    entities.persist(blocks);
    audit.record(
        AuditEvent.done(by, AuditAction.IMPORT_OPENED, row.rowId())
            .with(
                Map.of(
                    "bank",
                    TypeId.of(IdKind.BANK, row.bankId),
                    "file",
                    row.file,
                    "lines",
                    Integer.toString(row.lines),
                    "digest",
                    row.digest)));
    return row.view();
  }

  /** Lines that were not taken, after this one, in their order. */
  @Transactional
  public List<RefusedLine> refused(UUID intakeId, int after, int most) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select line, code from intake_refusal where intake_id = :intake and line > :after"
                    + " order by line",
                Object[].class)
            .setParameter("intake", intakeId)
            .setParameter("after", after)
            .setMaxResults(most)
            .getResultList();
    return rows.stream()
        .map(row -> new RefusedLine(((Number) row[0]).intValue(), (String) row[1]))
        .toList();
  }
}
