package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The payments that one payer has proven; another's do not exist here. */
@ApplicationScoped
public class PayerPayments {
  private static final UUID AFTER_ALL = new UUID(-1L, -1L);

  private final EntityManager entities;
  private final Merchants merchants;

  PayerPayments(EntityManager entities, Merchants merchants) {
    this.entities = entities;
    this.merchants = merchants;
  }

  /** Newest first, up to {@code limit}, before the payment {@code before}. */
  @Transactional
  public List<PayerPayment> page(UUID payerId, @Nullable UUID before, int limit) {
    return query("and p.paymentId < :other order by p.paymentId desc", payerId)
        .setParameter("other", before == null ? AFTER_ALL : before)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(this::view)
        .toList();
  }

  @Transactional
  public Optional<PayerPayment> find(UUID payerId, UUID paymentId) {
    return query("and p.paymentId = :other", payerId)
        .setParameter("other", paymentId)
        .getResultList()
        .stream()
        .map(this::view)
        .findFirst();
  }

  /**
   * Refuses while a payment of this payer waits for its bank.
   *
   * @throws Refusal {@link ErrorCode#PAYMENTS_OPEN}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void requireNoneOpen(UUID payerId) {
    boolean open =
        !query("and p.state = :other", payerId)
            .setParameter("other", PaymentState.PROCESSING)
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
    if (open) {
      throw new Refusal(ErrorCode.PAYMENTS_OPEN);
    }
  }

  /**
   * How a payer has paid of late.
   *
   * @param count payments whose proofs held, whatever came of them
   * @param lastAt when the shop asked for the newest of all, or null if there is none
   */
  public record Recent(long count, @Nullable Instant lastAt) {}

  /** What a payer has proven since; {@code lastAt} may be older. */
  @Transactional
  public Recent recent(UUID payerId, Instant since) {
    long count =
        entities
            .createQuery(
                "select count(p) from PaymentRow p where p.payerId = :payer and p.createdAt >="
                    + " :since",
                Long.class)
            .setParameter("payer", payerId)
            .setParameter("since", since)
            .getSingleResult();
    Instant last =
        query("and p.paymentId < :other order by p.paymentId desc", payerId)
            .setParameter("other", AFTER_ALL)
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .map(row -> row.createdAt)
            .orElse(null);
    return new Recent(count, last);
  }

  private TypedQuery<PaymentRow> query(String more, UUID payerId) {
    return entities
        .createQuery(
            "select p from PaymentRow p where p.payerId = :payer " + more, PaymentRow.class)
        .setParameter("payer", payerId);
  }

  private PayerPayment view(PaymentRow row) {
    Merchant merchant = merchants.get(row.merchantId);
    return new PayerPayment(
        PaymentView.of(row),
        merchant.displayName(),
        merchant.legalName(),
        row.cardId,
        row.refusedFor);
  }
}
