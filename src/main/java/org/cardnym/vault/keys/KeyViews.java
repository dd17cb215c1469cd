package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every key with what depends on it; counts rows, so it is not for each second.
 */
@ApplicationScoped
public class KeyViews {
  private final KeyVersions versions;
  private final KeyPeriod period;
  private final DependentRows counts;
  private final Heartbeats heartbeats;
  private final Clock clock;

  KeyViews(
      KeyVersions versions,
      KeyPeriod period,
      DependentRows counts,
      Heartbeats heartbeats,
      Clock clock) {
    this.versions = versions;
    this.period = period;
    this.counts = counts;
    this.heartbeats = heartbeats;
    this.clock = clock;
  }

  public List<KeyView> list() {
    var rows = new EnumMap<KeyPurpose, Map<Integer, Map<String, Long>>>(KeyPurpose.class);
    counts.counted().forEach(purpose -> rows.put(purpose, counts.byVersion(purpose)));
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          List<Heartbeats.View> live = heartbeats.live();
          return versions.rows().stream()
              .map(row -> view(row, rows.get(row.purpose), live))
              .toList();
        });
  }

  private KeyView view(
      KeyVersionRow row,
      @Nullable Map<Integer, Map<String, Long>> rows,
      List<Heartbeats.View> live) {
    boolean used = row.state == KeyState.PRIMARY;
    return new KeyView(
        row.purpose.wire(),
        row.version,
        row.state.wire(),
        row.createdAt,
        Duration.between(row.createdAt, clock.instant()).toDays(),
        used ? period.due(row.createdAt) : null,
        row.wraps,
        rows == null ? null : DependentRows.sum(rows.getOrDefault(row.version, Map.of())),
        (int) live.stream().filter(each -> holds(row, each.epoch(row.purpose))).count(),
        row.provenAt);
  }

  private static boolean holds(KeyVersionRow row, long epoch) {
    Long dropped = row.droppedEpoch;
    return epoch >= row.madeEpoch && (dropped == null || epoch < dropped);
  }
}
