package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.payer.PayerLeaving;
import org.jspecify.annotations.Nullable;

/** Counts what payers pay by one factor, from one strong proof to the next. */
@ApplicationScoped
public class OneFactorUses implements PayerLeaving {
  /**
   * What was paid by one factor since the last strong proof.
   *
   * @param count how many payments
   * @param sum what they took together, minor units
   */
  public record Used(String currency, int count, long sum) {}

  private final EntityManager entities;
  private final OneFactorPolicy policy;

  OneFactorUses(EntityManager entities, OneFactorPolicy policy) {
    this.entities = entities;
    this.policy = policy;
  }

  /** Those of a payer, a currency each; none where the last proof was a strong one. */
  @Transactional
  public List<Used> of(UUID payerId) {
    return entities
        .createQuery(
            "select u from OneFactorUseRow u where u.payerId = :payer order by u.currency",
            OneFactorUseRow.class)
        .setParameter("payer", payerId)
        .getResultStream()
        .map(row -> new Used(row.currency, row.uses, row.total))
        .toList();
  }

  /** True if policy leaves this payer room for one more; takes nothing. */
  @Transactional
  boolean leaveRoom(UUID payerId, Money amount) {
    return leaves(find(payerId, amount, LockModeType.NONE), amount);
  }

  /**
   * Counts one more, in the transaction that pays it; false where another took the last place
   * meanwhile. Payments side by side come one after another ({@link Proofs#bar}).
   */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean take(UUID payerId, Money amount) {
    OneFactorUseRow row = find(payerId, amount, LockModeType.PESSIMISTIC_WRITE);
    if (!leaves(row, amount)) {
      return false;
    }
    boolean first = row == null;
    OneFactorUseRow used = row == null ? new OneFactorUseRow() : row;
    used.payerId = payerId;
    used.currency = amount.currency();
    used.uses++;
    used.total += amount.value();
    if (first) {
      entities.persist(used);
    }
    return true;
  }

  /** Begins to count anew, in the transaction that uses a strong proof. */
  @Transactional(Transactional.TxType.MANDATORY)
  void reset(UUID payerId) {
    leaving(payerId);
  }

  @Override
  public void leaving(UUID payerId) {
    entities
        .createQuery("delete from OneFactorUseRow u where u.payerId = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  private @Nullable OneFactorUseRow find(UUID payerId, Money amount, LockModeType lock) {
    var key = new OneFactorUseRow.Key(payerId, amount.currency());
    return entities.find(OneFactorUseRow.class, key, lock);
  }

  private boolean leaves(@Nullable OneFactorUseRow row, Money amount) {
    long made = row == null ? 0 : row.uses;
    long paid = row == null ? 0 : row.total;
    return policy
        .terms(amount.currency())
        .filter(terms -> terms.leave(made, paid, amount.value()))
        .isPresent();
  }
}
