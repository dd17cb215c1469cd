package org.cardnym.vault.portfolio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.card.CardMoves;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.RouteMap;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Moves of cards from bank to bank: judged, begun, looked at, stopped, ended. */
@ApplicationScoped
public class Moves {
  private static final UUID LAST = new UUID(-1, -1);

  private final EntityManager entities;
  private final Banks banks;
  private final Routes routes;
  private final CardMoves cards;
  private final MoveProgress progress;
  private final Audit audit;
  private final Clock clock;

  Moves(
      EntityManager entities,
      Banks banks,
      Routes routes,
      CardMoves cards,
      MoveProgress progress,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.banks = banks;
    this.routes = routes;
    this.cards = cards;
    this.progress = progress;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * How many cards are in question; none is opened for it.
   *
   * @param cards all of the bank's
   * @param waiting those among them that it has not verified yet
   */
  public record Glance(long cards, long waiting) {}

  /** Of a bank. */
  @Transactional
  public Glance glance(UUID bankId) {
    return new Glance(cards.bound(bankId), cards.waiting(bankId));
  }

  /**
   * Refuses what could not be begun now, in the caller's transaction, which must be new.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} without one of the banks; {@link
   *     ErrorCode#MALFORMED} for the same one; {@link ErrorCode#CONFLICT} where the other is not
   *     active; {@link ErrorCode#MOVE_RUNNING} while another takes cards from this bank, or to it;
   *     {@link ErrorCode#MOVE_UNROUTED} where routes lead a number of the range elsewhere at its
   *     time, or, for all, still some to this bank, or none to the other
   */
  @Transactional
  public void require(MoveAsked asked) {
    if (banks.find(asked.fromBank()).isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    Bank to = banks.find(asked.toBank()).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    if (to.id().equals(asked.fromBank())) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "to"));
    }
    if (to.state() != Bank.State.ACTIVE) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("state", to.state().name()));
    }
    if (running().stream().anyMatch(row -> meets(row, asked.fromBank()))) {
      throw new Refusal(ErrorCode.MOVE_RUNNING);
    }
    RouteMap map = routes.map(asked.from());
    boolean routed =
        asked.range() == null
            ? map.has(to.id()) && !map.has(asked.fromBank())
            : map.leads(asked.range(), to.id());
    if (!routed) {
      throw new Refusal(ErrorCode.MOVE_UNROUTED);
    }
  }

  /**
   * Begins a move; replicas take it up once this is committed.
   *
   * @param by who signed for it
   * @throws Refusal as {@link #require}
   */
  @Transactional
  public MoveView begin(String by, MoveAsked asked) {
    require(asked);
    var row = new MoveRow();
    row.begunAt = now();
    row.moveId = Uuids.next(row.begunAt);
    row.fromBank = asked.fromBank();
    row.toBank = asked.toBank();
    row.firstDigits = asked.range() == null ? null : asked.range().first();
    row.lastDigits = asked.range() == null ? null : asked.range().last();
    row.startsAt = asked.from() == null ? row.begunAt : asked.from();
    row.reason = asked.reason();
    row.total = cards.bound(row.fromBank);
    row.remaining = row.total;
    row.begunBy = by;
    persist(row);
    record(by, AuditAction.BANK_MOVE_BEGUN, row, Map.of("reason", row.reason));
    return view(row);
  }

  /** Newest first. */
  @Transactional
  public List<MoveView> list(@Nullable UUID before, int limit) {
    return entities
        .createQuery(
            "select m from MoveRow m where m.moveId < :before order by m.moveId desc",
            MoveRow.class)
        .setParameter("before", before == null ? LAST : before)
        .setMaxResults(Math.min(limit, Cursor.MAX_LIMIT + 1))
        .getResultList()
        .stream()
        .map(this::view)
        .toList();
  }

  @Transactional
  public Optional<MoveView> find(UUID moveId) {
    return Optional.ofNullable(entities.find(MoveRow.class, moveId)).map(this::view);
  }

  /** True while cards are on their way, or will be at some time. */
  @Transactional
  public boolean any() {
    return !ids("").isEmpty();
  }

  /**
   * Ends a move before its time, at once on all replicas; what was moved stays moved. Again changes
   * nothing.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#CONFLICT} for one that has ended
   */
  @Transactional
  public MoveView stop(String actor, UUID moveId, String reason) {
    MoveRow row = Locked.fresh(entities, MoveRow.class, moveId);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (row.state == MoveState.ENDED) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("state", row.state.wire()));
    }
    if (row.state == MoveState.RUNNING) {
      over(row, MoveState.STOPPED);
      row.endedBy = actor;
      record(actor, AuditAction.BANK_MOVE_STOPPED, row, Map.of("because", reason));
    }
    return view(row);
  }

  /** A replica found no card any more that it could look at. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void end(UUID moveId) {
    MoveRow row = Locked.fresh(entities, MoveRow.class, moveId);
    if (row != null
        && row.state == MoveState.RUNNING
        && cards.left(row.fromBank, row.moveId) == 0) {
      over(row, MoveState.ENDED);
      record("vault", AuditAction.BANK_MOVE_ENDED, row, Map.of());
    }
  }

  /** Moves whose time has come, by the database's clock; each row is checked when it is used. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<UUID> due() {
    return ids(" and starts_at <= clock_timestamp()");
  }

  /** Since when one that runs may have moved cards. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Optional<Instant> since(UUID moveId) {
    return Optional.ofNullable(entities.find(MoveRow.class, moveId)).map(MoveRow::since);
  }

  /** Cards that all moves together have still to look at, whose time has come. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  long left() {
    return ((Number)
            entities
                .createNativeQuery(
                    "select count(*) from bank_move m join card c on c.bank_id = m.from_bank and"
                        + " c.left_by_move is distinct from m.move_id where m.state = 'RUNNING'"
                        + " and m.starts_at <= clock_timestamp()",
                    Long.class)
                .getSingleResult())
        .longValue();
  }

  private List<UUID> ids(String more) {
    return entities
        .createNativeQuery(
            "select move_id from bank_move where state = 'RUNNING'" + more + " order by move_id",
            UUID.class)
        .getResultList();
  }

  /** One at a time takes a bank's cards: a card remembers one move that left it. */
  private static boolean meets(MoveRow row, UUID fromBank) {
    return row.fromBank.equals(fromBank) || row.toBank.equals(fromBank);
  }

  private List<MoveRow> running() {
    return ids("").stream()
        .map(id -> Objects.requireNonNull(entities.find(MoveRow.class, id)))
        .toList();
  }

  private void over(MoveRow row, MoveState state) {
    row.state = state;
    row.remaining = cards.bound(row.fromBank);
    row.endedAt = now();
  }

  private MoveView view(MoveRow row) {
    long left =
        row.state == MoveState.RUNNING ? cards.left(row.fromBank, row.moveId) : row.remaining;
    return MoveView.of(row, state(row), progress.of(row.moveId), left);
  }

  private String state(MoveRow row) {
    if (row.state != MoveState.RUNNING) {
      return row.state.wire();
    }
    if (row.startsAt.isAfter(clock.instant())) {
      return "waiting";
    }
    return banks.find(row.toBank).filter(bank -> bank.state() == Bank.State.ACTIVE).isPresent()
        ? "running"
        : "paused";
  }

  private void record(String actor, AuditAction action, MoveRow row, Map<String, String> more) {
    MoveTally tally = progress.of(row.moveId).tally();
    var facts = new TreeMap<>(more);
    facts.put("from", TypeId.of(IdKind.BANK, row.fromBank));
    facts.put("to", TypeId.of(IdKind.BANK, row.toBank));
    facts.put("first", row.firstDigits == null ? "all" : row.firstDigits);
    facts.put("last", row.lastDigits == null ? "all" : row.lastDigits);
    facts.put("at", row.startsAt.toString());
    facts.put("cards", Long.toString(row.total));
    facts.put("moved", Long.toString(tally.moved()));
    facts.put("left", Long.toString(row.remaining));
    facts.put("elsewhere", Long.toString(tally.elsewhere()));
    facts.put("refused", Long.toString(tally.refused()));
    audit.record(AuditEvent.done(actor, action, row.rowId()).with(facts));
  }

  /** Two may be the first from this bank; the database lets one of them pass. */
  private void persist(MoveRow row) {
    try {
      entities.persist(row);
      entities.flush();
    } catch (PersistenceException taken) {
      throw new Refusal(ErrorCode.MOVE_RUNNING);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
