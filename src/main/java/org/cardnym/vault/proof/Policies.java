package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The policy that an operator reads and sets: which payments two proofs carry, and how far. */
@ApplicationScoped
public class Policies {
  /** What a rule allows: minor units of the currency, a payment and a day, and what lies beyond. */
  public record Cap(Rule rule, String currency, long perPayment, long perDay, Beyond beyond) {
    /** One beyond which the vault declines. */
    public Cap(Rule rule, String currency, long perPayment, long perDay) {
      this(rule, currency, perPayment, perDay, Beyond.REFUSE);
    }
  }

  private final EntityManager entities;
  private final Audit audit;

  Policies(EntityManager entities, Audit audit) {
    this.entities = entities;
    this.audit = audit;
  }

  /** What the rule allows in this currency, or empty without a row. */
  public Optional<Cap> cap(Rule rule, String currency) {
    PolicyRow row = entities.find(PolicyRow.class, new PolicyRow.Key(rule, currency));
    return Optional.ofNullable(row).map(Policies::cap);
  }

  /** All rules with a row in this currency, in one statement. */
  public Map<Rule, Cap> of(String currency) {
    return entities
        .createQuery("select p from PolicyRow p where p.currency = :currency", PolicyRow.class)
        .setParameter("currency", currency)
        .getResultStream()
        .map(Policies::cap)
        .collect(Collectors.toMap(Cap::rule, Function.identity()));
  }

  /** True if any payment of this amount wants a signed proof, whoever pays it where. */
  @Transactional
  public boolean asksSigned(Money amount) {
    return cap(Rule.ANY_PAYMENT, amount.currency())
        .filter(cap -> cap.beyond() == Beyond.SIGNED && amount.value() > cap.perPayment())
        .isPresent();
  }

  /**
   * What becomes of a payment of this amount whose proof has failed; empty where it is asked again.
   */
  @Transactional
  public Optional<Beyond> afterFailure(Money amount) {
    return cap(Rule.FAILED_PROOF, amount.currency())
        .filter(cap -> amount.value() > cap.perPayment())
        .map(Cap::beyond);
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

  /**
   * Sets a row.
   *
   * @throws Refusal {@link ErrorCode#LIMIT_UNFIT} where {@code perDay} is less than {@code
   *     perPayment}, or that can't lie beyond this rule
   */
  @Transactional
  public void set(Cap cap, String actor) {
    new Money(cap.perPayment(), cap.currency());
    new Money(cap.perDay(), cap.currency());
    if (cap.perDay() < cap.perPayment() || !cap.rule().takes(cap.beyond())) {
      throw new Refusal(ErrorCode.LIMIT_UNFIT);
    }
    var key = new PolicyRow.Key(cap.rule(), cap.currency());
    PolicyRow row = Locked.fresh(entities, PolicyRow.class, key);
    boolean fresh = row == null;
    PolicyRow target = row == null ? new PolicyRow() : row;
    target.rule = cap.rule();
    target.currency = cap.currency();
    target.perPayment = cap.perPayment();
    target.perDay = cap.perDay();
    target.beyond = cap.beyond();
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
                    Long.toString(cap.perDay()),
                    "beyond",
                    cap.beyond().wire())));
  }

  /**
   * Takes a row away.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} where there is none
   */
  @Transactional
  public void unset(Rule rule, String currency, String actor) {
    var key = new PolicyRow.Key(rule, currency);
    PolicyRow row = Locked.fresh(entities, PolicyRow.class, key);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    entities.remove(row);
    audit.record(
        AuditEvent.done(actor, AuditAction.POLICY_CHANGED, row.rowId())
            .with(Map.of("removed", "true")));
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
    return new Cap(row.rule, row.currency, row.perPayment, row.perDay, row.beyond);
  }
}
