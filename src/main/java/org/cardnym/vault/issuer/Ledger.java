package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Carries out the rule's steps, each in one short transaction under the lock of the exchange's row.
 */
@ApplicationScoped
class Ledger {
  /** How long after its deadline a transmission counts as lost with its replica. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final EntityManager entities;
  private final DatabaseClock database;
  private final ExchangeRule rule;
  private final IssuerSettings settings;
  private final Settlement settlement;
  private final Audit audit;

  Ledger(
      EntityManager entities,
      DatabaseClock database,
      IssuerSettings settings,
      Settlement settlement,
      Audit audit) {
    this.entities = entities;
    this.database = database;
    this.rule = new ExchangeRule(settings);
    this.settings = settings;
    this.settlement = settlement;
    this.audit = audit;
  }

  /**
   * Judges the event {@code TRY} or {@code LEFT}; a transmission that begins is committed before
   * its first byte goes out.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Next begin(ExchangeRow.Key key, Event event) {
    ExchangeRow row = locked(key);
    Instant now = database.now();
    return carryOut(row, rule.next(row.standing(), event, now), now);
  }

  /** Judges how a transmission ended. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Next conclude(ExchangeRow.Key key, Result result) {
    ExchangeRow row = locked(key);
    Instant now = database.now();
    Step step = rule.next(row.standing(), result.event(), now);
    if (result.answer() != null && step instanceof Step.Close) {
      settlement.note(row, result.answer());
    }
    record(
        row,
        AuditAction.MESSAGE_ENDED,
        Map.of("event", result.event().name(), "reason", result.reason()));
    return carryOut(row, step, now);
  }

  private Next carryOut(ExchangeRow row, Step step, Instant now) {
    return switch (step) {
      case Step.Transmit transmit -> transmit(row, transmit.uncertain(), now);
      case Step.Pause pause -> pause(row, pause, now);
      case Step.Close close -> {
        settlement.close(row, close.outcome(), now);
        yield new Next.Done();
      }
      case Step.Reverse reverse -> new Next.Undo(settlement.reverse(row, now));
      case Step.Ignore ignore -> new Next.Done();
    };
  }

  private Next transmit(ExchangeRow row, boolean uncertain, Instant now) {
    row.state = ExchangeState.SENDING;
    row.uncertain = uncertain;
    row.transmissions++;
    Duration patience = patience(row, now);
    row.lostAfter = now.plus(patience).plus(GRACE);
    row.due = row.lostAfter;
    record(row, AuditAction.MESSAGE_SENT, Map.of());
    return new Next.Carry(
        new Transmission(
            row.familyId,
            row.messageId,
            row.kind,
            row.payerId,
            row.cardId,
            row.bankId,
            row.content,
            row.transmissions - 1,
            uncertain,
            patience));
  }

  private static Next pause(ExchangeRow row, Step.Pause pause, Instant now) {
    row.state = ExchangeState.WAITING;
    row.uncertain = pause.uncertain();
    // A short pause is waited for by whoever drives; only if they don't come back, the sweeper
    // does.
    boolean driven = pause.length().compareTo(Driver.PATIENCE) <= 0;
    row.due = now.plus(pause.length()).plus(driven ? GRACE : Duration.ZERO);
    return new Next.Again(pause.length());
  }

  /** An authorization is not waited for beyond its window. */
  private Duration patience(ExchangeRow row, Instant now) {
    Duration left = Duration.between(now, row.windowEnds);
    boolean shorter = row.kind == Kind.AUTHORIZATION && left.compareTo(settings.deadline()) < 0;
    return shorter ? left : settings.deadline();
  }

  private ExchangeRow locked(ExchangeRow.Key key) {
    ExchangeRow row = entities.find(ExchangeRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private void record(ExchangeRow row, AuditAction action, Map<String, String> more) {
    var facts = new TreeMap<>(more);
    facts.put("kind", row.kind.wire());
    facts.put("bank", TypeId.of(IdKind.BANK, row.bankId));
    facts.put("repeat", Integer.toString(row.transmissions - 1));
    audit.record(AuditEvent.done("vault", action, row.messageName()).with(facts));
  }
}
