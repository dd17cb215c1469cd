package org.cardnym.bank.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.decision.Outcome;
import org.cardnym.bank.message.ReceivedMessage;
import org.cardnym.bank.message.Transmission;

/** Message ids and their first decisions. */
public final class Messages {

  /** The least the protocol asks for (docs/issuer-protocol.md, section 6). */
  private static final Duration MEMORY = Duration.ofDays(180);

  private static final int BATCH = 10_000;

  /**
   * True if this caller is the one that decides; a twin waits here until the first has committed.
   */
  public boolean claim(Connection connection, ReceivedMessage received, Instant now)
      throws SQLException {
    Transmission transmission = received.transmission();
    return Sql.update(
            connection,
            "INSERT INTO message (id, kind, content_hash, received_at, last_repeat) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            transmission.messageId(),
            transmission.kind().wireName(),
            received.contentHash(),
            now,
            transmission.repeat())
        == 1;
  }

  public void keep(Connection connection, String messageId, Decision decision) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO decision (message_id, outcome, response_code, approval_code, reference, holder_agreed)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        messageId,
        decision.outcome().name(),
        decision.responseCode(),
        decision.approvalCode(),
        decision.reference(),
        decision.holderAgreed());
  }

  /** The decision on a known id; empty if it is known with other content. */
  public Optional<Decision> firstDecision(Connection connection, ReceivedMessage received)
      throws SQLException {
    Transmission transmission = received.transmission();
    int same =
        Sql.update(
            connection,
            "UPDATE message SET last_repeat = greatest(last_repeat, ?) WHERE id = ? AND content_hash = ?",
            transmission.repeat(),
            transmission.messageId(),
            received.contentHash());
    if (same == 0) {
      return Optional.empty();
    }
    return Sql.one(
        connection,
        "SELECT * FROM decision WHERE message_id = ?",
        Messages::decision,
        transmission.messageId());
  }

  private static Decision decision(ResultSet row) throws SQLException {
    return new Decision(
        Outcome.valueOf(row.getString("outcome")),
        row.getString("response_code"),
        row.getString("approval_code"),
        row.getString("reference"),
        row.getObject("holder_agreed", Boolean.class));
  }

  /** Forgets ids older than 180 days, a batch a call. */
  public int forget(Connection connection, Instant now) throws SQLException {
    return Sql.update(
        connection,
        "DELETE FROM message WHERE id IN (SELECT id FROM message WHERE received_at < ? LIMIT ?)",
        now.minus(MEMORY),
        BATCH);
  }
}
