package org.cardnym.bank.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The replay store: a {@code jti} is taken once in two minutes, longer than any transmission is
 * good for. It is bounded; when full, the bank refuses instead of forgetting, for a forgotten
 * {@code jti} could be played again.
 */
public final class SeenTransmissions {

  private static final Duration MEMORY = Duration.ofMinutes(2);
  private static final long MOST = 1_000_000;

  private final AtomicLong count = new AtomicLong();
  private final long most;

  public SeenTransmissions() {
    this(MOST);
  }

  SeenTransmissions(long most) {
    this.most = most;
  }

  /** Whether no more may be taken until the next {@link #forget}. */
  public boolean full() {
    return count.get() >= most;
  }

  /** False if this transmission was seen before. */
  public boolean add(Connection connection, String jti, Instant now) throws SQLException {
    int added =
        Sql.update(
            connection,
            "INSERT INTO seen_transmission (jti, forget_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            jti,
            now.plus(MEMORY));
    count.addAndGet(added);
    return added == 1;
  }

  /** Forgets what is past its two minutes, and counts what is left. */
  public void forget(Connection connection, Instant now) throws SQLException {
    Sql.update(connection, "DELETE FROM seen_transmission WHERE forget_at < ?", now);
    count.set(
        Sql.one(connection, "SELECT count(*) FROM seen_transmission", row -> row.getLong(1))
            .orElse(0L));
  }
}
