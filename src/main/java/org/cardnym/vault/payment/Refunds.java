package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The refunds' rows: found, listed, and held against the sums of their payment. */
@ApplicationScoped
public class Refunds {
  private static final UUID AFTER_ALL = new UUID(-1L, -1L);

  private final EntityManager entities;
  private final RowAlarm alarm;

  Refunds(EntityManager entities, RowAlarm alarm) {
    this.entities = entities;
    this.alarm = alarm;
  }

  /** A payment's refunds, newest first, up to {@code limit}, before the refund {@code before}. */
  @Transactional
  public List<RefundView> page(UUID paymentId, @Nullable UUID before, int limit) {
    return entities
        .createQuery(
            "select r from RefundRow r where r.paymentId = :payment and r.refundId < :before"
                + " order by r.refundId desc",
            RefundRow.class)
        .setParameter("payment", paymentId)
        .setParameter("before", before == null ? AFTER_ALL : before)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(RefundView::of)
        .toList();
  }

  @Nullable RefundRow find(UUID paymentId, UUID refundId) {
    return entities.find(RefundRow.class, new RefundRow.Key(paymentId, refundId));
  }

  /**
   * The one that an idempotency key has made.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED}, with an alarm, where somebody took it away: no
   *     merchant may take it for one that never was
   */
  RefundView made(UUID paymentId, UUID refundId) {
    RefundRow row = find(paymentId, refundId);
    if (row == null) {
      alarm.raise("refund", TypeId.of(IdKind.REFUND, refundId));
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    return RefundView.of(row);
  }

  /** The one of this payment, or {@link ErrorCode#NOT_FOUND}. */
  RefundView get(UUID paymentId, UUID refundId) {
    RefundRow row = find(paymentId, refundId);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return RefundView.of(row);
  }

  /**
   * Holds a payment that is locked against its refunds: their sums stand in its own row, so that
   * neither a row taken away nor an older one put back makes room for more.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED}, with an alarm
   */
  void requireSums(PaymentRow payment) {
    Object[] sums =
        (Object[])
            entities
                .createNativeQuery(
                    "select cast(coalesce(sum(amount) filter (where state = 'SUCCEEDED'), 0) as bigint),"
                        + " cast(coalesce(sum(amount) filter (where state = 'PROCESSING'), 0) as bigint)"
                        + " from refund where payment_id = :payment",
                    Object[].class)
                .setParameter("payment", payment.paymentId)
                .getSingleResult();
    if (number(sums[0]) != payment.refunded || number(sums[1]) != payment.refunding) {
      alarm.raise(payment.table(), payment.rowId());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
  }

  private static long number(Object sum) {
    return ((Number) sum).longValue();
  }
}
