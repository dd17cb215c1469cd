package org.cardnym.vault.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** What shops called their orders in messages that banks have answered. */
@ApplicationScoped
public class SentOrders {
  private final EntityManager entities;
  private final ObjectMapper json;

  SentOrders(EntityManager entities, ObjectMapper json) {
    this.entities = entities;
    this.json = json;
  }

  /**
   * Takes the order's description out of a payment's messages, in the caller's transaction. One
   * that may still be repeated keeps it, as a repeat has the same content.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void forget(UUID paymentId) {
    entities
        .createQuery("select e from ExchangeRow e where e.familyId = :payment", ExchangeRow.class)
        .setParameter("payment", paymentId)
        .getResultStream()
        .filter(row -> !row.state.open())
        .forEach(row -> row.content = without(row.content));
  }

  private String without(String content) {
    try {
      return json.readTree(content) instanceof ObjectNode members
              && members.get("order") instanceof ObjectNode order
              && order.remove("description") != null
          ? members.toString()
          : content;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a message's content is JSON", impossible);
    }
  }
}
