package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.Locked;

/**
 * The steps without return, within the ledger's transaction: an outcome stands, or an authorization
 * is to be undone.
 */
@ApplicationScoped
class Settlement {
  private final EntityManager entities;
  private final Instance<ExchangeSettled> listeners;
  private final ExchangeMeters meters;
  private final Audit audit;

  Settlement(
      EntityManager entities,
      @Any Instance<ExchangeSettled> listeners,
      ExchangeMeters meters,
      Audit audit) {
    this.entities = entities;
    this.listeners = listeners;
    this.meters = meters;
    this.audit = audit;
  }

  /** Writes down what the bank said beside its decision. */
  void note(ExchangeRow row, Answer answer) {
    row.responseCode = answer.responseCode();
    row.approvalCode = answer.approvalCode();
    row.reference = answer.reference();
    row.holderAgreed = answer.holderAgreed();
  }

  /**
   * Ends an exchange. A reversal that ends also ends the authorization that it undid, and that is
   * what others hear of.
   */
  void close(ExchangeRow row, Outcome outcome, Instant now) {
    end(row, outcome, now);
    if (row.kind == Kind.REVERSAL) {
      ExchangeRow original = original(row);
      original.responseCode = row.responseCode;
      end(original, Outcome.REVERSED, now);
      audit.record(
          AuditEvent.done("vault", AuditAction.REVERSAL_ACKNOWLEDGED, original.messageName()));
      tell(original);
    } else {
      tell(row);
    }
  }

  /**
   * Decides that an authorization is undone, and commits the message that undoes it; it is there
   * already where the authorization's own row was lost and made anew.
   */
  ExchangeRow.Key reverse(ExchangeRow row, Instant now) {
    row.state = ExchangeState.REVERSING;
    row.outcome = Outcome.REVERSING;
    row.due = null;
    ExchangeRow reversal = entities.find(ExchangeRow.class, Reversals.key(row));
    if (reversal == null) {
      reversal = Reversals.of(row, now);
      entities.persist(reversal);
    }
    audit.record(
        AuditEvent.done("vault", AuditAction.REVERSAL_DECIDED, row.messageName())
            .with(Map.of("reversal", reversal.messageName())));
    meters.settled(row, now);
    tell(row);
    return reversal.key();
  }

  private void end(ExchangeRow row, Outcome outcome, Instant now) {
    row.state = ExchangeState.CLOSED;
    row.outcome = outcome;
    row.closedAt = now;
    row.due = null;
    meters.settled(row, now);
  }

  private ExchangeRow original(ExchangeRow reversal) {
    var key = new ExchangeRow.Key(reversal.familyId, Objects.requireNonNull(reversal.originalId));
    return Objects.requireNonNull(Locked.fresh(entities, ExchangeRow.class, key));
  }

  private void tell(ExchangeRow row) {
    if (row.family == Family.RECORD) {
      return;
    }
    Settled settled = row.settled();
    for (ExchangeSettled listener : listeners) {
      if (listener.handles(row.kind)) {
        listener.settled(settled);
      }
    }
  }
}
