package org.cardnym.vault.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.Books;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Runs over a time: begun once a day for each bank, or when an operator asks; one at a time. */
@ApplicationScoped
class Runs {
  /** The most that both clocks, and a bank's answer on its way, lie apart. */
  static final Duration SKEW = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofDays(7);

  /** As long as a bank keeps message ids (docs/issuer-protocol.md §6). */
  private static final Duration OLDEST = Duration.ofDays(180);

  private final EntityManager entities;
  private final Banks banks;
  private final Books books;
  private final ReconciliationSettings settings;
  private final Audit audit;
  private final Clock clock;

  Runs(
      EntityManager entities,
      Banks banks,
      Books books,
      ReconciliationSettings settings,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.banks = banks;
    this.books = books;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins one that an operator asked for; whoever calls drives it.
   *
   * @throws Refusal NOT_FOUND without the bank, MALFORMED for a time that can't be compared,
   *     CONFLICT while another run of this bank is under way
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public RunView begin(String actor, UUID bankId, Instant first, Instant end) {
    return begin(actor, bankId, first, end, settings.margin());
  }

  /**
   * Begins one of a recovery, in which nothing is under way that the vault does not know: whoever
   * calls has waited until no bank takes a lost message any more.
   *
   * @throws Refusal as {@link #begin(String, UUID, Instant, Instant)}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public RunView recover(UUID bankId, Instant first, Instant end) {
    return begin(RunRow.RECOVERY, bankId, first, end, Duration.ZERO);
  }

  private RunView begin(String actor, UUID bankId, Instant first, Instant end, Duration margin) {
    Instant from = first.truncatedTo(ChronoUnit.MICROS);
    Instant until = end.truncatedTo(ChronoUnit.MICROS);
    if (banks.find(bankId).isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    Instant now = now();
    require(from.isAfter(now.minus(OLDEST)), "from");
    require(until.isAfter(from) && !until.isAfter(from.plus(LONGEST)), "until");
    require(!until.isAfter(now.minus(margin)), "until");
    if (running(bankId)) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    RunRow run = row(actor, bankId, from, until, now);
    run.due = now.plusSeconds(RunQueue.LEASE_SECONDS);
    entities.persist(run);
    audit.record(
        AuditEvent.done(actor, AuditAction.BANK_RECONCILING, TypeId.of(IdKind.BANK, bankId))
            .with(Map.of("run", run.name(), "from", from.toString(), "until", until.toString())));
    // The unique index has the last word over two at once.
    entities.flush();
    return run.view();
  }

  /**
   * Begins the oldest of these days that has no daily run, unless a run of this bank is under way;
   * any replica drives it. Two replicas at once end at the unique index, as an error of the second.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean beginDaily(UUID bankId, List<LocalDate> days) {
    Set<Instant> begun = daily(bankId, days);
    Optional<LocalDate> due = days.stream().filter(day -> !begun.contains(start(day))).findFirst();
    if (due.isEmpty() || running(bankId)) {
      return false;
    }
    Instant now = now();
    RunRow run = row(RunRow.DAILY, bankId, start(due.get()), start(due.get().plusDays(1)), now);
    run.due = now;
    entities.persist(run);
    entities.flush();
    return true;
  }

  /** Those that began since, whoever asked for them, newest first, without any that is refused. */
  public List<RunView> since(UUID bankId, Instant since) {
    return Singly.read(
        () -> since("r", bankId, since, RunRow.class).getResultStream().map(RunRow::view).toList(),
        () -> since("r.runId", bankId, since, UUID.class).getResultList(),
        id -> find(bankId, id));
  }

  private <T> TypedQuery<T> since(String what, UUID bankId, Instant since, Class<T> type) {
    return entities
        .createQuery(
            "select "
                + what
                + " from RunRow r where r.bankId = :bank and r.startedAt >= :since order by"
                + " r.startedAt desc, r.runId desc",
            type)
        .setParameter("bank", bankId)
        .setParameter("since", since);
  }

  /** By the clock that all replicas share. */
  @Transactional
  public Instant time() {
    return now();
  }

  /** True while one of this bank is under way. */
  @Transactional
  public boolean under(UUID bankId) {
    return running(bankId);
  }

  /** Up to {@code limit} runs of a bank before {@code before}, newest first. */
  @Transactional
  public List<RunView> page(UUID bankId, @Nullable UUID before, int limit) {
    return entities
        .createQuery(
            "select r from RunRow r where r.bankId = :bank and r.runId < :before order by r.runId"
                + " desc",
            RunRow.class)
        .setParameter("bank", bankId)
        .setParameter("before", before == null ? new UUID(-1, -1) : before)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(RunRow::view)
        .toList();
  }

  @Transactional
  public Optional<RunView> find(UUID bankId, UUID runId) {
    return Optional.ofNullable(entities.find(RunRow.class, runId))
        .filter(run -> run.bankId.equals(bankId))
        .map(RunRow::view);
  }

  private RunRow row(String actor, UUID bankId, Instant from, Instant until, Instant now) {
    var run = new RunRow();
    run.runId = Uuids.next(clock.instant());
    run.bankId = bankId;
    run.askedBy = actor;
    run.fromTime = from;
    run.untilTime = until;
    // What closed here in that time may have been decided there before it, where the answer was
    // long in coming.
    Instant oldest = books.oldest(bankId, from, until).orElse(from);
    Instant since = oldest.isBefore(from) ? oldest : from;
    Instant bound = from.minus(LONGEST);
    run.askedFrom = (since.isBefore(bound) ? bound : since).minus(SKEW);
    run.placeAt = from;
    run.startedAt = now;
    return run;
  }

  private Set<Instant> daily(UUID bankId, List<LocalDate> days) {
    return entities
        .createQuery(
            "select r.fromTime from RunRow r where r.bankId = :bank and r.askedBy = :daily and"
                + " r.fromTime >= :oldest",
            Instant.class)
        .setParameter("bank", bankId)
        .setParameter("daily", RunRow.DAILY)
        .setParameter("oldest", start(days.getFirst()))
        .getResultStream()
        .collect(Collectors.toSet());
  }

  private boolean running(UUID bankId) {
    return !entities
        .createQuery(
            "select r.runId from RunRow r where r.bankId = :bank and r.state = :running",
            UUID.class)
        .setParameter("bank", bankId)
        .setParameter("running", RunState.RUNNING)
        .getResultList()
        .isEmpty();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static void require(boolean fits, String field) {
    if (!fits) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", field));
    }
  }

  private Instant now() {
    return DatabaseTime.now(entities);
  }
}
