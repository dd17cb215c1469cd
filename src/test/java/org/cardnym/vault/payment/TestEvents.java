package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;

/** Events as payments make them, without their pages. */
@ApplicationScoped
public class TestEvents {
  private final Payments payments;
  private final Events events;

  TestEvents(Payments payments, Events events) {
    this.payments = payments;
    this.events = events;
  }

  /** A payment that nobody proved ends; the identifier of its event. */
  public UUID expired(Shop shop) {
    end(shop.sell("nobody-at-all", 1999));
    return events.page(shop.id(), null, 1).getFirst().id();
  }

  void end(Purchase purchase) {
    QuarkusTransaction.requiringNew()
        .run(() -> payments.end(payments.lock(purchase.uuid()), PaymentState.EXPIRED));
  }

  /** The same, but the transaction does not commit. */
  public void rolledBack(Shop shop) {
    Purchase purchase = shop.sell("nobody-at-all", 1999);
    QuarkusTransaction.begin();
    payments.end(payments.lock(purchase.uuid()), PaymentState.EXPIRED);
    QuarkusTransaction.rollback();
  }
}
