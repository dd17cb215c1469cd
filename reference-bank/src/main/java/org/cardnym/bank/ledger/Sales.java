package org.cardnym.bank.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.cardnym.bank.decision.SaleState;
import org.cardnym.bank.message.Message;

/**
 * Authorizations by message id. Authorization and reversal insert the same key, so one of them is
 * first, however close they come.
 */
public final class Sales {

  private static final String ADD =
      "INSERT INTO sale (message_id, payment, amount, currency, approved, merchant_name, card_masked, card_hash,"
          + " holder_initials) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

  /** False if the reversal was here first. */
  public boolean add(
      Connection connection,
      String messageId,
      Message.Authorization asked,
      CardColumns card,
      boolean approved)
      throws SQLException {
    return Sql.update(
            connection,
            ADD,
            messageId,
            asked.payment(),
            asked.amount().value(),
            asked.amount().currency(),
            approved,
            asked.merchant().legalName(),
            card.masked(),
            card.hash(),
            card.holder())
        == 1;
  }

  /** Remembers a reversal; for an authorization not seen yet it takes that one's place. */
  public void addReversed(Connection connection, Message.Reversal reversal, Instant now)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO sale (message_id, payment, amount, currency, approved, reversed_at)"
            + " VALUES (?, ?, ?, ?, false, ?) ON CONFLICT DO NOTHING",
        reversal.original(),
        reversal.payment(),
        reversal.amount().value(),
        reversal.amount().currency(),
        now);
  }

  /** The sale, locked until the transaction ends. */
  public Optional<Sale> lock(Connection connection, String messageId) throws SQLException {
    return Sql.one(
        connection, "SELECT * FROM sale WHERE message_id = ? FOR UPDATE", Sales::sale, messageId);
  }

  public void reverse(Connection connection, String messageId, Instant now) throws SQLException {
    Sql.update(
        connection,
        "UPDATE sale SET reversed_at = ? WHERE message_id = ? AND reversed_at IS NULL",
        now,
        messageId);
  }

  public void refund(Connection connection, String messageId, long value) throws SQLException {
    Sql.update(
        connection,
        "UPDATE sale SET refunded = refunded + ? WHERE message_id = ?",
        value,
        messageId);
  }

  private static Sale sale(ResultSet row) throws SQLException {
    SaleState state =
        new SaleState(
            row.getString("payment"),
            row.getLong("amount"),
            row.getString("currency"),
            row.getBoolean("approved"),
            row.getObject("reversed_at") != null,
            row.getLong("refunded"));
    CardColumns card =
        new CardColumns(
            row.getString("card_masked"),
            row.getString("card_hash"),
            row.getString("holder_initials"));
    return new Sale(state, row.getString("merchant_name"), card);
  }
}
