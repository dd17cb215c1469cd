package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;

/**
 * A merchant's own payments, newest first. Identifiers grow with time, so the place in a list is an
 * identifier: what is created while somebody turns pages stands before the first page and moves
 * nothing.
 */
@ApplicationScoped
class PaymentLists {
  private final EntityManager entities;

  PaymentLists(EntityManager entities) {
    this.entities = entities;
  }

  /** Up to one payment more than wanted, which says that there are more. */
  List<PaymentView> read(UUID merchantId, Wanted wanted) {
    var conditions = new ArrayList<String>();
    Map<String, Object> values = new HashMap<>();
    conditions.add("p.merchantId = :merchant");
    values.put("merchant", merchantId);
    if (wanted.before() != null) {
      conditions.add("p.paymentId < :before");
      values.put("before", wanted.before());
    }
    if (wanted.state() != null) {
      conditions.add("p.state = :state");
      values.put("state", wanted.state());
    }
    if (wanted.reference() != null) {
      conditions.add("p.orderReference = :reference");
      values.put("reference", wanted.reference());
    }
    between(wanted, conditions, values);
    var query =
        entities.createQuery(
            "select p from PaymentRow p where "
                + String.join(" and ", conditions)
                + " order by p.paymentId desc",
            PaymentRow.class);
    values.forEach(query::setParameter);
    return query.setMaxResults(wanted.limit() + 1).getResultList().stream()
        .map(PaymentView::of)
        .toList();
  }

  /** Times bound the identifiers too, by which the index finds them. */
  private static void between(Wanted wanted, List<String> conditions, Map<String, Object> values) {
    if (wanted.from() != null) {
      conditions.add("p.createdAt >= :from and p.paymentId >= :first");
      values.put("from", wanted.from());
      values.put("first", Uuids.first(wanted.from()));
    }
    if (wanted.until() != null) {
      conditions.add("p.createdAt < :until and p.paymentId < :last");
      values.put("until", wanted.until());
      values.put("last", Uuids.first(wanted.until().plusMillis(1)));
    }
  }
}
