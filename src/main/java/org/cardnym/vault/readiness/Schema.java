package org.cardnym.vault.readiness;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * The schema as this release knows it. One that a newer release has added to serves both; where it
 * has taken something away, this one does not start.
 */
@ApplicationScoped
public class Schema implements StartCheck {
  /** How the name of a migration begins that takes away what the release before needs. */
  static final String CONTRACT = "contract ";

  private final Flyway flyway;
  private volatile @Nullable String newest;

  Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  /** The newest migration that this release knows, for instance {@code 114}. */
  public String newest() {
    String known = newest;
    if (known == null) {
      known = newest(migrations());
      newest = known;
    }
    return known;
  }

  @Override
  public List<String> problems() {
    return problems(migrations());
  }

  /** Asked on a connection of its own, whatever transaction the caller is in. */
  private MigrationInfo[] migrations() {
    return QuarkusTransaction.suspendingExisting().call(() -> flyway.info().all());
  }

  static String newest(MigrationInfo[] all) {
    return Arrays.stream(all)
        .filter(each -> each.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .max(Comparator.naturalOrder())
        .map(MigrationVersion::getVersion)
        .orElse("");
  }

  static List<String> problems(MigrationInfo[] all) {
    return Arrays.stream(all)
        .filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS)
        .filter(each -> each.getDescription().startsWith(CONTRACT))
        .map(each ->
            "a newer release has taken away what this one needs of the schema (migration "
                + each.getVersion()
                + "); start that release")
        .toList();
  }
}
