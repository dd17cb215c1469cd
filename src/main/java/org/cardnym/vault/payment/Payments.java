package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.standing.Recoveries;
import org.jspecify.annotations.Nullable;

/** The payments' rows: found, locked, ended. */
@ApplicationScoped
public class Payments {
  private final EntityManager entities;
  private final Clock clock;
  private final PaymentMeters meters;
  private final Events events;
  private final Recoveries recoveries;

  Payments(
      EntityManager entities,
      Clock clock,
      PaymentMeters meters,
      Events events,
      Recoveries recoveries) {
    this.recoveries = recoveries;
    this.entities = entities;
    this.clock = clock;
    this.meters = meters;
    this.events = events;
  }

  /** A payment, whoever asks; the caller has to know that they may. */
  public Optional<PaymentView> find(UUID paymentId) {
    return Optional.ofNullable(entities.find(PaymentRow.class, paymentId)).map(PaymentView::of);
  }

  /**
   * A merchant's own payment; another's does not exist for them.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#PAYMENT_LOST} for one that is not
   *     there, and by its identifier was made in a time that a restore has lost
   */
  PaymentView ofMerchant(UUID merchantId, UUID paymentId) {
    PaymentView found = find(paymentId).orElseThrow(() -> new Refusal(missing(paymentId)));
    if (!found.merchantId().equals(merchantId)) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return found;
  }

  private ErrorCode missing(UUID paymentId) {
    return recoveries.lost(Uuids.at(paymentId)) ? ErrorCode.PAYMENT_LOST : ErrorCode.NOT_FOUND;
  }

  /** Newest first, up to {@code limit}, before the payment {@code before}. */
  public List<PaymentView> page(@Nullable UUID before, int limit) {
    String all = "select p from PaymentRow p ";
    var query =
        before == null
            ? entities.createQuery(all + "order by p.paymentId desc", PaymentRow.class)
            : entities
                .createQuery(
                    all + "where p.paymentId < :before order by p.paymentId desc", PaymentRow.class)
                .setParameter("before", before);
    return query.setMaxResults(limit).getResultList().stream().map(PaymentView::of).toList();
  }

  /** True if this payer has paid this shop before. */
  boolean approved(UUID payerId, UUID merchantId) {
    return entities
        .createQuery(
            "select p from PaymentRow p where p.payerId = :payer and p.merchantId = :merchant and"
                + " p.state = :approved",
            PaymentRow.class)
        .setParameter("payer", payerId)
        .setParameter("merchant", merchantId)
        .setParameter("approved", PaymentState.APPROVED)
        .setMaxResults(1)
        .getResultStream()
        .findAny()
        .isPresent();
  }

  PaymentRow row(UUID paymentId) {
    PaymentRow row = entities.find(PaymentRow.class, paymentId);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  /** The row as it stands under its lock, in the caller's transaction. */
  PaymentRow lock(UUID paymentId) {
    PaymentRow row = Locked.fresh(entities, PaymentRow.class, paymentId);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  /** Gives a payment its one outcome and writes the event that the merchant will get. */
  void end(PaymentRow row, PaymentState state) {
    if (row.state.ended() || !state.ended()) {
      throw new IllegalStateException("a payment ends once");
    }
    row.state = state;
    row.endedAt = now();
    meters.ended(row);
    event(row, "payment." + state.wire());
  }

  void event(PaymentRow row, String type) {
    events.write(row, null, type, now());
  }

  /** The clock's instant as the database keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
