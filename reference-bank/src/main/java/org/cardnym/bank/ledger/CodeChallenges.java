package org.cardnym.bank.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cardnym.bank.decision.CodeChallenge;

/** One-time codes that wait to come back. */
public final class CodeChallenges {

  private static final Duration MEMORY = Duration.ofDays(1);

  public void add(Connection connection, String reference, CodeChallenge challenge)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO code_challenge (reference, original, enrolment, code_hash, expires_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        reference,
        challenge.original(),
        challenge.enrolment(),
        challenge.codeHash(),
        challenge.expiresAt());
  }

  /** The challenge, locked until the transaction ends. */
  public Optional<CodeChallenge> lock(Connection connection, String reference) throws SQLException {
    return Sql.one(
        connection,
        "SELECT * FROM code_challenge WHERE reference = ? FOR UPDATE",
        CodeChallenges::challenge,
        reference);
  }

  public void count(Connection connection, String reference, boolean spent) throws SQLException {
    Sql.update(
        connection,
        "UPDATE code_challenge SET tries = tries + 1, spent = spent OR ? WHERE reference = ?",
        spent,
        reference);
  }

  /** Forgets challenges that ended a day ago. */
  public void forget(Connection connection, Instant now) throws SQLException {
    Sql.update(connection, "DELETE FROM code_challenge WHERE expires_at < ?", now.minus(MEMORY));
  }

  private static CodeChallenge challenge(ResultSet row) throws SQLException {
    return new CodeChallenge(
        row.getString("original"),
        row.getString("enrolment"),
        row.getString("code_hash"),
        Sql.instant(row, "expires_at"),
        row.getInt("tries"),
        row.getBoolean("spent"));
  }
}
