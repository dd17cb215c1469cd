package org.cardnym.bank.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenTransmissionsTest {

  private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");

  @Test
  void fullStoreSaysSoUntilItHasForgotten() throws Exception {
    SeenTransmissions seen = new SeenTransmissions(2);
    try (EmbeddedPostgres server = EmbeddedPostgres.start();
        Database database = open(server)) {
      database.inTransaction(connection -> seen.add(connection, "a", NOW));
      assertThat(seen.full()).isFalse();
      database.inTransaction(connection -> seen.add(connection, "b", NOW));
      assertThat(seen.full()).isTrue();
      forget(database, seen, NOW.plusSeconds(120));
      assertThat(seen.full()).isTrue();
      forget(database, seen, NOW.plusSeconds(121));
      assertThat(seen.full()).isFalse();
    }
  }

  @Test
  void schemaIsBroughtUpToDateOnce() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      open(server).close();
      try (Database again = open(server)) {
        long versions =
            again.inTransaction(connection ->
                Sql.one(connection, "SELECT count(*) FROM schema_version", row -> row.getLong(1))
                    .orElse(0L));
        assertThat(versions).isEqualTo(4);
      }
    }
  }

  @Test
  void aConnectionKeepsItsTimeOutsWhenATransactionRollsBack() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start();
        Database database = open(server)) {
      assertThatThrownBy(() ->
              database.inTransaction(connection -> {
                throw new IllegalStateException("undone");
              }))
          .hasMessage("undone");

      String setting =
          database.inTransaction(connection ->
              Sql.one(connection, "SHOW lock_timeout", row -> row.getString(1)).orElseThrow());

      assertThat(setting).isEqualTo("4s");
    }
  }

  private static void forget(Database database, SeenTransmissions seen, Instant now) {
    database.inTransaction(connection -> {
      seen.forget(connection, now);
      return now;
    });
  }

  private static Database open(EmbeddedPostgres server) throws Exception {
    return Database.open(
        new DatabaseSettings(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"));
  }
}
