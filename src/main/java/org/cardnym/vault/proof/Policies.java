package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The policy that an operator reads and sets. Where it has no row, it refuses. */
@ApplicationScoped
public class Policies {
  /** What a rule allows: minor units of the currency, a payment and a day. */
  public record Cap(Rule rule, String currency, long perPayment, long perDay) {}

  private final EntityManager entities;
  private final Audit audit;

  Policies(EntityManager entities, Audit audit) {
    this.entities = entities;
    this.audit = audit;
  }

  /** What the rule allows in this currency, or empty: then it allows nothing. */
  public Optional<Cap> cap(Rule rule, String currency) {
    PolicyRow row = entities.find(PolicyRow.class, new PolicyRow.Key(rule, currency));
    return Optional.ofNullable(row).map(Policies::cap);
  }

  @Transactional
  public List<Cap> list() {
    return entities
        .createQuery("select p from PolicyRow p order by p.rule, p.currency", PolicyRow.class)
        .getResultList()
        .stream()
        .map(Policies::cap)
        .toList();
  }

  /** Sets a row; {@code perDay} is at least {@code perPayment}. */
  @Transactional
  public void set(Cap cap, String actor) {
    new Money(cap.perPayment(), cap.currency());
    new Money(cap.perDay(), cap.currency());
    if (cap.perDay() < cap.perPayment()) {
      throw new Refusal(ErrorCode.LIMIT_UNFIT);
    }
    var key = new PolicyRow.Key(cap.rule(), cap.currency());
    PolicyRow row = entities.find(PolicyRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    boolean fresh = row == null;
    PolicyRow target = row == null ? new PolicyRow() : row;
    target.rule = cap.rule();
    target.currency = cap.currency();
    target.perPayment = cap.perPayment();
    target.perDay = cap.perDay();
    if (fresh) {
      persist(target);
    }
    audit.record(
        AuditEvent.done(actor, AuditAction.POLICY_CHANGED, target.rowId())
            .with(
                Map.of(
                    "perPayment",
                    Long.toString(cap.perPayment()),
                    "perDay",
                    Long.toString(cap.perDay()))));
  }

  /** Two operators at once may be the first; the database lets one of them pass. */
  private void persist(PolicyRow row) {
    try {
      entities.persist(row);
      entities.flush();
    } catch (PersistenceException taken) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
  }

  private static Cap cap(PolicyRow row) {
    return new Cap(row.rule, row.currency, row.perPayment, row.perDay);
  }
}
