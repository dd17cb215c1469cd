package org.cardnym.vault.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final MigrationInfo OURS = info("105", "intake", MigrationState.SUCCESS);
  private static final MigrationInfo ADDED =
      info("106", "contractor table", MigrationState.FUTURE_SUCCESS);
  private static final MigrationInfo TAKEN =
      info("107", "contract payment note", MigrationState.FUTURE_SUCCESS);

  @Test
  void aSchemaThatANewerReleaseHasAddedToIsServed() {
    assertThat(Schema.problems(all(OURS, ADDED))).isEmpty();
  }

  @Test
  void oneThatANewerReleaseHasTakenFromIsNot() {
    assertThat(Schema.problems(all(OURS, ADDED, TAKEN)))
        .singleElement()
        .asString()
        .contains("migration 107", "start that release");
  }

  @Test
  void whatThisReleaseHasTakenAwayItselfIsNoProblem() {
    assertThat(Schema.problems(all(info("104", "contract payment note", MigrationState.SUCCESS))))
        .isEmpty();
  }

  @Test
  void aReleaseIsKnownByItsNewestMigrationNotByTheDatabases() {
    MigrationInfo nine = info("99", "one factor", MigrationState.SUCCESS);

    assertThat(Schema.newest(all(OURS, nine, ADDED))).isEqualTo("105");
  }

  private static MigrationInfo[] all(MigrationInfo... all) {
    return all;
  }

  private static MigrationInfo info(String version, String description, MigrationState state) {
    return (MigrationInfo)
        Proxy.newProxyInstance(
            SchemaTest.class.getClassLoader(),
            new Class<?>[] {MigrationInfo.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getVersion" -> MigrationVersion.fromVersion(version);
                  case "getDescription" -> description;
                  case "getState" -> state;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
