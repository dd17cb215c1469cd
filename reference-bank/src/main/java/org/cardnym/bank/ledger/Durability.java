package org.cardnym.bank.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says so at start when the database does not write to disk what it commits
 * (docs/issuer-protocol.md, section 6).
 */
final class Durability {

  private static final Logger LOG = LoggerFactory.getLogger(Durability.class);

  private Durability() {}

  static void check(Connection connection) throws SQLException {
    String fsync = Sql.one(connection, "SHOW fsync", row -> row.getString(1)).orElse("off");
    if (!fsync.equals("on")) {
      LOG.warn("the database runs with fsync off: fit for tests only, a power cut loses decisions");
    }
  }
}
