package org.cardnym.vault.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether it is proven that no row needs the versions of a key that are in use no more.
 *
 * @param proven every version is; false where there is none
 * @param strays rows under versions that there are not, by table: written past the vault
 */
public record KeyProof(
    String purpose, boolean proven, List<OfVersion> versions, List<TableCount> strays) {

  /** Rows of one table. */
  public record TableCount(String table, long rows) {
    static List<TableCount> of(Map<String, Long> counts) {
      return counts.entrySet().stream()
          .map(each -> new TableCount(each.getKey(), each.getValue()))
          .toList();
    }
  }

  /** A live replica and the epoch that it works with. */
  public record Reported(String replica, long epoch) {}

  /**
   * One version.
   *
   * @param rows that are under it, by table
   * @param behind live replicas that may make something with it still
   * @param until what it made last may be met until then; null for a KEK, and where it isn't closed
   * @param missing what the proof lacks: {@code not_closed}, {@code rows_left}, {@code stray_rows},
   *     {@code replicas_behind}, {@code no_replica}, {@code not_expired}; empty where it is proven
   * @param provenAt when it was proven first; null where it is not
   */
  public record OfVersion(
      int version,
      String state,
      List<TableCount> rows,
      List<Reported> behind,
      @Nullable Instant until,
      List<String> missing,
      @Nullable Instant provenAt,
      @Nullable String provenBy) {}
}
