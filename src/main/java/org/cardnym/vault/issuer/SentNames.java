package org.cardnym.vault.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** The letters of names in notices to cards' holders that banks have taken. */
@ApplicationScoped
public class SentNames {
  private final EntityManager entities;
  private final ObjectMapper json;

  SentNames(EntityManager entities, ObjectMapper json) {
    this.entities = entities;
    this.json = json;
  }

  /**
   * Takes the letters out of one, in the caller's transaction. One that no bank has taken keeps
   * them, as a repeat has the same content.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void forget(UUID payerId, UUID messageId) {
    ExchangeRow row = entities.find(ExchangeRow.class, new ExchangeRow.Key(payerId, messageId));
    if (row != null && row.state == ExchangeState.CLOSED) {
      row.content = without(row.content);
    }
  }

  private String without(String content) {
    try {
      return json.readTree(content) instanceof ObjectNode members && members.remove("alias") != null
          ? members.toString()
          : content;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a message's content is JSON", impossible);
    }
  }
}
