package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.LastTraces;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Takes the name's index out of the payments of one who has left: the tombstone of the name has the
 * same one, and would lead from the payments to the name. Payments of others' that only named them
 * lead to nobody.
 */
@ApplicationScoped
class NamelessPayments implements LastTraces {
  private static final Logger LOG = Logger.getLogger(NamelessPayments.class);
  private static final int BATCH = 100;

  private final EntityManager entities;
  private final Payments payments;

  NamelessPayments(EntityManager entities, Payments payments) {
    this.entities = entities;
    this.payments = payments;
  }

  @Override
  public void erase(UUID payerId) {
    UUID after = new UUID(0, 0);
    List<UUID> named = named(payerId, after);
    while (!named.isEmpty()) {
      named.forEach(this::forget);
      named = named(payerId, named.getLast());
    }
  }

  private List<UUID> named(UUID payerId, UUID after) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            entities
                .createQuery(
                    "select p.paymentId from PaymentRow p where p.payerId = :payer and"
                        + " p.paymentId > :after and p.aliasIndex <> '' order by p.paymentId",
                    UUID.class)
                .setParameter("payer", payerId)
                .setParameter("after", after)
                .setMaxResults(BATCH)
                .getResultList());
  }

  /**
   * A payment each, so that one that does not check is in nobody's way. Whatever else fails is to
   * be tried again before the payer is erased.
   */
  private void forget(UUID paymentId) {
    try {
      QuarkusTransaction.requiringNew().run(() -> payments.lock(paymentId).forgetName());
    } catch (Refusal refused) {
      if (refused.code() != ErrorCode.ROW_REFUSED) {
        throw refused;
      }
      LOG.warnf(
          "payment_not_nameless payment=%s cause=%s",
          TypeId.of(IdKind.PAYMENT, paymentId), refused.code().wire());
    }
  }
}
