package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The walks that bring all rows under the newest version of a key, one for each key: begun by an
 * operator, done by every replica.
 */
@ApplicationScoped
public class Rewraps {
  /**
   * What an operator asked for.
   *
   * @param begun false if one was running already
   */
  public record Asked(boolean begun, RewrapView view) {}

  /** A walk that is wanted now. */
  record Run(KeyPurpose purpose, int version, int rate) {}

  private final EntityManager entities;
  private final KeyVersions versions;
  private final DependentRows rows;
  private final RewrapProgress progress;
  private final RewrapRate rates;
  private final Audit audit;
  private final Clock clock;

  Rewraps(
      EntityManager entities,
      KeyVersions versions,
      DependentRows rows,
      RewrapProgress progress,
      RewrapRate rates,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.versions = versions;
    this.rows = rows;
    this.progress = progress;
    this.rates = rates;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins the walk, or changes the rate of the one that runs. Where no row is left it has ended at
   * once.
   *
   * @param rate rows a second; null for the usual one
   * @throws Refusal {@link ErrorCode#MALFORMED} for a rate out of bounds, {@link
   *     ErrorCode#KEY_FIXED} for a key whose rows need no walk, {@link ErrorCode#CONFLICT} if
   *     another began one this moment, and, with {@code until}, while rows have to stay
   */
  public Asked begin(KeyPurpose purpose, String actor, @Nullable Integer rate) {
    if (!walks(purpose)) {
      throw new Refusal(ErrorCode.KEY_FIXED);
    }
    int fitting = rates.of(rate);
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          RewrapRow row = find(purpose);
          if (row != null && row.state == RewrapRow.State.RUNNING) {
            if (rate != null && row.rate != fitting) {
              row.rate = fitting;
              record(actor, row);
            }
            return new Asked(false, view(row));
          }
          requireRested(purpose);
          return new Asked(true, begin(purpose, row, actor, fitting));
        });
  }

  /** The first moment at which rows may leave every closed version. */
  private void requireRested(KeyPurpose purpose) {
    versions.rows(purpose).stream()
        .filter(row -> row.state == KeyState.CLOSED && !row.lets(clock.instant()))
        .map(row -> row.closedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .ifPresent(closed -> {
          String until = closed.plus(purpose.rest()).toString();
          throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "not_expired", "until", until));
        });
  }

  /** True if rows need this key, so that they are walked once it is replaced. */
  boolean walks(KeyPurpose purpose) {
    return !rows.moving(purpose).isEmpty();
  }

  private RewrapView begin(KeyPurpose purpose, @Nullable RewrapRow ended, String actor, int rate) {
    RewrapRow row = ended == null ? new RewrapRow() : ended;
    row.purpose = purpose;
    row.state = RewrapRow.State.RUNNING;
    // Not the one that this replica holds: another may have rotated this moment.
    row.version = versions.primary(purpose).version;
    row.rate = rate;
    row.total = left(purpose, row.version);
    row.remaining = row.total;
    row.startedAt = now();
    row.startedBy = actor;
    row.endedAt = null;
    if (ended == null) {
      persist(row);
    }
    progress.forget(purpose);
    record(actor, row);
    if (row.total == 0) {
      end(row, 0);
    }
    return view(row);
  }

  private RewrapView view(RewrapRow row) {
    return RewrapView.of(row, progress.parts(row.purpose));
  }

  /** How the walk stands that runs, or ended last; empty before the first. */
  @Transactional
  public Optional<RewrapView> view(KeyPurpose purpose) {
    return Optional.ofNullable(entities.find(RewrapRow.class, purpose)).map(this::view);
  }

  /** The walks that are wanted now; a row is looked at only where there is one. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Run> running() {
    List<String> wanted =
        entities
            .createNativeQuery(
                "select purpose from rewrap where state = 'RUNNING' order by purpose", String.class)
            .getResultList();
    return wanted.stream()
        .map(purpose -> entities.find(RewrapRow.class, KeyPurpose.valueOf(purpose)))
        .map(row -> new Run(row.purpose, row.version, row.rate))
        .toList();
  }

  /** Goes on towards a version that was made meanwhile. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void aim(KeyPurpose purpose, int version) {
    RewrapRow row = find(purpose);
    if (row != null && row.state == RewrapRow.State.RUNNING && row.version < version) {
      row.version = version;
      long done = progress.parts(purpose).stream().mapToLong(RewrapProgress.Part::done).sum();
      row.total = done + left(purpose, version);
    }
  }

  /** A replica found nothing more to do. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void end(KeyPurpose purpose, int version, long remaining) {
    RewrapRow row = find(purpose);
    if (row != null && row.state == RewrapRow.State.RUNNING && row.version == version) {
      end(row, remaining);
    }
  }

  /** Rows that are not under this version. */
  @Transactional
  long left(KeyPurpose purpose, int version) {
    return rows.byVersion(purpose).entrySet().stream()
        .filter(each -> each.getKey() != version)
        .mapToLong(each -> DependentRows.sum(each.getValue()))
        .sum();
  }

  private void record(String actor, RewrapRow row) {
    audit.record(
        AuditEvent.done(actor, AuditAction.KEYS_REWRAPPING, subject(row))
            .with(Map.of("rows", Long.toString(row.total), "rate", Integer.toString(row.rate))));
  }

  private void end(RewrapRow row, long remaining) {
    row.state = RewrapRow.State.ENDED;
    row.remaining = remaining;
    row.endedAt = now();
    audit.record(
        AuditEvent.done("vault", AuditAction.KEYS_REWRAPPED, subject(row))
            .with(Map.of("rows", Long.toString(row.total), "left", Long.toString(remaining))));
  }

  private @Nullable RewrapRow find(KeyPurpose purpose) {
    return entities.find(RewrapRow.class, purpose, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Two operators at once may be the first; the database lets one of them pass. */
  private void persist(RewrapRow row) {
    try {
      entities.persist(row);
      entities.flush();
    } catch (PersistenceException taken) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
  }

  private static String subject(RewrapRow row) {
    return Rotations.subject(row.purpose, row.version);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
