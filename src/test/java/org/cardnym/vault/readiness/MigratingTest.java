package org.cardnym.vault.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.locations.LocationParser;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.scanner.filesystem.FileSystemScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A release with further migrations, beside the one that serves. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@Timeout(60)
class MigratingTest {
  @Inject Flyway flyway;
  @Inject DataSource database;
  @Inject Schema schema;
  @Inject Tables tables;
  @TempDir Path further;

  @AfterEach
  void back() {
    tables.write("drop table if exists next_thing");
    tables.write("drop index if exists next_index");
    tables.write("delete from flyway_schema_history where version like '90__'");
  }

  @Test
  void aMigrationThatCanNotHaveATableGivesUpBeforePaymentsWaitForIt() throws Exception {
    release("V9000__next.sql", "alter table payment add column next_note text;");
    try (Connection backup = database.getConnection()) {
      backup.setAutoCommit(false);
      backup.createStatement().execute("lock table payment in access share mode");

      Throwable given = catchThrowable(() -> next().migrate());

      assertThat(given).hasRootCauseInstanceOf(SQLException.class);
      assertThat(state(given)).isEqualTo("55P03");
      backup.rollback();
    }
    assertThat(tables.read("select count(*) from flyway_schema_history where version = '9000'"))
        .isEqualTo(0L);
    assertThat(tables.read("show lock_timeout")).isEqualTo("0");
  }

  @Test
  void anIndexIsBuiltBesideWhoeverUsesItsTable() throws Exception {
    release(
        "V9001__next_index.sql",
        "drop index concurrently if exists next_index;"
            + "create index concurrently next_index on payment (captured);");

    assertThat(next().migrate().migrationsExecuted).isEqualTo(1);

    assertThat(
            tables.read(
                "select indisvalid from pg_index where indexrelid = 'next_index'::regclass"))
        .isEqualTo(true);
  }

  @Test
  void aReplicaOfTheReleaseBeforeStartsOnTheNewSchemaUnlessItLacksWhatItNeeds() throws Exception {
    String known = schema.newest();
    release("V9002__next_thing.sql", "create table next_thing (thing_id uuid primary key);");
    next().migrate();

    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(schema.problems()).isEmpty();
    assertThat(Schema.newest(flyway.info().all())).isEqualTo(known);

    release("V9003__contract_next_thing.sql", "drop table next_thing;");
    next().migrate();

    assertThat(schema.problems()).singleElement().asString().contains("migration 9003");
  }

  private void release(String file, String sql) throws Exception {
    Files.writeString(further.resolve(file), sql);
  }

  /** The release after this one: as it is configured, with what was put into the folder. */
  private Flyway next() {
    var configuration = Flyway.configure().configuration(flyway.getConfiguration());
    ResourceProvider own = flyway.getConfiguration().getResourceProvider();
    Collection<LoadableResource> more =
        new FileSystemScanner(configuration)
            .scanForResources(LocationParser.parseLocation("filesystem:" + further));
    return configuration
        .resourceProvider(
            new ResourceProvider() {
              @Override
              public LoadableResource getResource(String name) {
                return own.getResource(name);
              }

              @Override
              public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
                List<LoadableResource> all = new ArrayList<>(own.getResources(prefix, suffixes));
                more.stream()
                    .filter(each -> each.getFilename().startsWith(prefix))
                    .forEach(all::add);
                return all;
              }
            })
        .load();
  }

  private static String state(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return cause instanceof SQLException sql ? sql.getSQLState() : "";
  }
}
