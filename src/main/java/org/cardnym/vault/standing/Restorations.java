package org.cardnym.vault.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.TrailWitness.Heard;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The rows behind {@link Recoveries}. */
@ApplicationScoped
class Restorations {
  /** A batch is signed within seconds of what it holds; clocks differ by less. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final String VAULT = "vault";

  private final EntityManager entities;
  private final Audit audit;
  private final EndedRecoveries ended;
  private final String word;

  Restorations(
      EntityManager entities,
      Audit audit,
      EndedRecoveries ended,
      @ConfigProperty(name = "cardnym.recovery.word") Optional<String> word) {
    this.entities = entities;
    this.audit = audit;
    this.ended = ended;
    this.word = word.orElse("");
  }

  /**
   * What stands.
   *
   * @param recovery the one that is under way, or null
   * @param all whatever became of them, newest first
   */
  record Seen(long revision, @Nullable Recovery recovery, List<Recovery> all) {}

  /**
   * Reads what stands, after acting on the signs of a restore, if there are new ones. A kept head
   * that is missing is new until a recovery has acted upon it, on whatever replica.
   *
   * @param place empty where that can't be told
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Seen look(Heard heard, String place) {
    StandingRow row = entities.find(StandingRow.class, StandingRow.ONLY);
    if (row == null || !settled(row, heard, place)) {
      // Read again once it is locked.
      entities.clear();
      row = settle(heard, place);
    }
    return seen(row);
  }

  private boolean settled(StandingRow row, Heard heard, String place) {
    return sign(row, heard, place).isEmpty()
        && (place.isEmpty() || row.place.equals(place))
        && (word.isEmpty() || row.word.equals(word));
  }

  private Optional<Cause> sign(StandingRow row, Heard heard, String place) {
    Heard news = isHeeded(row, heard) ? new Heard(0, heard.number(), false) : heard;
    return Signs.of(row.place, place, row.word, word, news);
  }

  private boolean isHeeded(StandingRow row, Heard heard) {
    return heard.missing()
        && !heard.heads().isEmpty()
        && all(row).stream().anyMatch(each -> each.heads().contains(heard.heads().getLast()));
  }

  private StandingRow settle(Heard heard, String place) {
    StandingRow row = locked();
    sign(row, heard, place)
        .ifPresent(cause ->
            begin(
                row,
                cause,
                VAULT,
                cause.wire(),
                lastSigned().minus(SLACK),
                heard,
                Map.of("kept", Long.toString(heard.kept()))));
    if (!place.isEmpty()) {
      row.place = place;
    }
    if (!word.isEmpty()) {
      row.word = word;
    }
    entities.flush();
    return row;
  }

  /**
   * Begins one at an operator's word.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} while one is under way
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void begin(String actor, String reason, Instant lostFrom, Heard heard) {
    StandingRow row = locked();
    if (row.restoreId != null) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    begin(
        row,
        Cause.OPERATOR,
        actor,
        reason,
        lostFrom.truncatedTo(ChronoUnit.MICROS),
        heard,
        Map.of("reason", reason));
  }

  /** A sign that comes while a recovery is under way makes it begin once more, now. */
  private void begin(
      StandingRow standing,
      Cause cause,
      String by,
      String reason,
      Instant lostFrom,
      Heard heard,
      Map<String, String> facts) {
    long number = heard.number();
    UUID under = standing.restoreId;
    RestorationRow row = under == null ? null : entities.find(RestorationRow.class, under);
    if (row == null) {
      row = new RestorationRow();
      row.restoreId = Uuids.next(now());
      row.cause = cause;
      row.begunBy = by;
      row.reason = reason;
      row.lostFrom = lostFrom;
      row.lastBatch = number;
      row.begunAt = now();
      row.heed(heard);
      entities.persist(row);
      standing.restoreId = row.restoreId;
    } else {
      row.lostFrom = lostFrom.isBefore(row.lostFrom) ? lostFrom : row.lostFrom;
      row.lastBatch = Math.min(number, row.lastBatch);
      row.begunAt = now();
      row.journal = null;
      row.reached = 0;
      row.refused = 0;
      row.heed(heard);
    }
    audit.record(
        AuditEvent.done(by, AuditAction.VAULT_RECOVERING, row.rowId())
            .with(facts)
            .with(
                Map.of(
                    "cause",
                    cause.wire(),
                    "lostFrom",
                    row.lostFrom.toString(),
                    "batch",
                    Long.toString(number))));
  }

  /**
   * Changes the recovery that is under way, under its lock.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} where it is not, or not this one
   */
  @Transactional
  public Recovery change(UUID restoreId, Consumer<RestorationRow> change) {
    RestorationRow row = under(locked(), restoreId);
    change.accept(row);
    entities.flush();
    return row.view();
  }

  /**
   * Notes what was carried forward after its end, from a journal that went further than those
   * before.
   */
  @Transactional
  public void late(UUID restoreId, long reached, long carried) {
    locked();
    RestorationRow row = entities.find(RestorationRow.class, restoreId);
    if (row != null) {
      row.reached = Math.max(row.reached, reached);
      row.carried += carried;
      entities.flush();
      ended.forget(restoreId);
    }
  }

  /**
   * Ends it, in the caller's transaction.
   *
   * @throws Refusal as {@link #change}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void end(UUID restoreId, String by, Map<String, String> facts) {
    StandingRow standing = locked();
    RestorationRow row = under(standing, restoreId);
    row.endedAt = now();
    row.endedBy = by;
    standing.restoreId = null;
    audit.record(AuditEvent.done(by, AuditAction.VAULT_RECOVERED, row.rowId()).with(facts));
  }

  private RestorationRow under(StandingRow standing, UUID restoreId) {
    RestorationRow row = entities.find(RestorationRow.class, restoreId);
    if (row == null || !restoreId.equals(standing.restoreId)) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    return row;
  }

  /** The one row, made where it is not there; nobody else changes it until this is committed. */
  private StandingRow locked() {
    entities.createNativeQuery("lock table standing in exclusive mode").executeUpdate();
    StandingRow row = entities.find(StandingRow.class, StandingRow.ONLY);
    if (row != null) {
      entities.refresh(row);
      return row;
    }
    var made = new StandingRow();
    // Whoever took it away has not ended what was under way.
    made.restoreId =
        rows().stream()
            .filter(each -> each.endedAt == null)
            .findFirst()
            .map(each -> each.restoreId)
            .orElse(null);
    entities.persist(made);
    return made;
  }

  private Seen seen(StandingRow row) {
    List<Recovery> all = all(row);
    Recovery under =
        row.restoreId == null
            ? null
            : all.stream()
                .filter(each -> each.id().equals(row.restoreId))
                .findFirst()
                .orElseThrow(() -> new Refusal(ErrorCode.ROW_REFUSED));
    return new Seen(row.seen(), under, all);
  }

  /**
   * The one under way is the vault's own, or nobody knows what stands; others tell what they can.
   */
  private List<Recovery> all(StandingRow standing) {
    return entities
        .createQuery(
            "select r.restoreId from RestorationRow r order by r.restoreId desc", UUID.class)
        .getResultList()
        .stream()
        .map(id ->
            id.equals(standing.restoreId)
                ? Optional.ofNullable(entities.find(RestorationRow.class, id))
                    .map(RestorationRow::view)
                : ended.find(id))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Every one of them, or none. */
  private List<RestorationRow> rows() {
    return entities
        .createQuery(
            "select r from RestorationRow r order by r.restoreId desc", RestorationRow.class)
        .getResultList();
  }

  @Transactional
  public Instant time() {
    return now();
  }

  private Instant lastSigned() {
    Instant last =
        (Instant)
            entities
                .createNativeQuery(
                    "select coalesce(max(at), clock_timestamp()) from audit_batch", Instant.class)
                .getSingleResult();
    return last.truncatedTo(ChronoUnit.MICROS);
  }

  private Instant now() {
    return ((Instant)
            entities.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult())
        .truncatedTo(ChronoUnit.MICROS);
  }
}
