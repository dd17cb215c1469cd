package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Which payments a password alone carries, a currency each, as an operator sets it (PSD2 RTS art.
 * 16); a currency without a row has no such payment.
 */
@ApplicationScoped
public class OneFactorPolicy {
  /** Its name among the rules, on the wire. */
  public static final String WIRE = "one_factor";

  /**
   * What one factor carries in a currency.
   *
   * @param perPayment the most that one payment may take, minor units
   * @param count how many since the payer's last strong proof
   * @param sum what these may take together
   */
  public record Terms(String currency, long perPayment, int count, long sum) {
    /** True if one more payment has room beside those that were made. */
    boolean leave(long made, long paid, long amount) {
      return amount <= perPayment && made < count && paid + amount <= sum;
    }
  }

  private final EntityManager entities;
  private final Audit audit;

  OneFactorPolicy(EntityManager entities, Audit audit) {
    this.entities = entities;
    this.audit = audit;
  }

  /** What one factor carries in this currency, or empty where it carries nothing. */
  @Transactional
  public Optional<Terms> terms(String currency) {
    return Optional.ofNullable(entities.find(OneFactorPolicyRow.class, currency))
        .map(OneFactorPolicy::terms);
  }

  /** True if one factor may carry this amount, whoever pays it and whatever they paid before. */
  @Transactional
  public boolean covers(Money amount) {
    return terms(amount.currency())
        .filter(terms -> amount.value() <= terms.perPayment())
        .isPresent();
  }

  @Transactional
  public List<Terms> list() {
    return entities
        .createQuery(
            "select p from OneFactorPolicyRow p order by p.currency", OneFactorPolicyRow.class)
        .getResultStream()
        .map(OneFactorPolicy::terms)
        .toList();
  }

  /**
   * Sets a currency's row.
   *
   * @throws Refusal {@link ErrorCode#LIMIT_UNFIT} where nothing would be carried, or {@code sum} is
   *     less than {@code perPayment}
   */
  @Transactional
  public void set(Terms terms, String actor) {
    new Money(terms.perPayment(), terms.currency());
    new Money(terms.sum(), terms.currency());
    if (terms.perPayment() < 1 || terms.count() < 1 || terms.sum() < terms.perPayment()) {
      throw new Refusal(ErrorCode.LIMIT_UNFIT);
    }
    OneFactorPolicyRow row = locked(terms.currency());
    boolean fresh = row == null;
    OneFactorPolicyRow target = row == null ? new OneFactorPolicyRow() : row;
    target.currency = terms.currency();
    target.perPayment = terms.perPayment();
    target.uses = terms.count();
    target.total = terms.sum();
    if (fresh) {
      persist(target);
    }
    changed(
        actor,
        target,
        Map.of(
            "perPayment",
            Long.toString(terms.perPayment()),
            "count",
            Integer.toString(terms.count()),
            "sum",
            Long.toString(terms.sum())));
  }

  /**
   * Takes a currency's row away: nothing is carried from then on.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} where there is none
   */
  @Transactional
  public void unset(String currency, String actor) {
    OneFactorPolicyRow row = locked(currency);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    entities.remove(row);
    changed(actor, row, Map.of("removed", "true"));
  }

  private @Nullable OneFactorPolicyRow locked(String currency) {
    return Locked.fresh(entities, OneFactorPolicyRow.class, currency);
  }

  private void changed(String actor, OneFactorPolicyRow row, Map<String, String> facts) {
    audit.record(AuditEvent.done(actor, AuditAction.POLICY_CHANGED, row.rowId()).with(facts));
  }

  /** Two operators at once may be the first; the database lets one of them pass. */
  private void persist(OneFactorPolicyRow row) {
    try {
      entities.persist(row);
      entities.flush();
    } catch (PersistenceException taken) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
  }

  private static Terms terms(OneFactorPolicyRow row) {
    return new Terms(row.currency, row.perPayment, row.uses, row.total);
  }
}
