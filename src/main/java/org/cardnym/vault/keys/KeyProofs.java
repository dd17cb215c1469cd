package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.KeyProof.OfVersion;
import org.cardnym.vault.keys.KeyProof.Reported;
import org.cardnym.vault.keys.KeyProof.TableCount;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Proves that nothing needs a version. The count is a proof once the version is closed and every
 * live replica works with an epoch in which it is: from then on no transaction commits a wrap under
 * it, and after the purpose's rest nothing else that it made is met any more.
 */
@ApplicationScoped
public class KeyProofs {
  private final KeyVersions versions;
  private final DependentRows counts;
  private final Heartbeats heartbeats;
  private final Audit audit;
  private final Clock clock;

  KeyProofs(
      KeyVersions versions, DependentRows counts, Heartbeats heartbeats, Audit audit, Clock clock) {
    this.versions = versions;
    this.counts = counts;
    this.heartbeats = heartbeats;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Judges, and keeps the proof where there is one; one that no longer holds is withdrawn.
   *
   * @param version null for all that are closed and not destroyed
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  public KeyProof verify(KeyPurpose purpose, @Nullable Integer version, String actor) {
    Map<String, Long> strays = QuarkusTransaction.requiringNew().call(() -> strays(purpose));
    List<OfVersion> judged =
        asked(purpose, version).stream()
            .map(each ->
                QuarkusTransaction.requiringNew()
                    .call(() -> verify(versions.locked(purpose, each), actor)))
            .toList();
    return new KeyProof(
        purpose.wire(),
        !judged.isEmpty() && judged.stream().allMatch(each -> each.missing().isEmpty()),
        judged,
        TableCount.of(strays));
  }

  private List<Integer> asked(KeyPurpose purpose, @Nullable Integer version) {
    if (version != null) {
      return List.of(version);
    }
    return QuarkusTransaction.requiringNew().call(() -> versions.rows(purpose)).stream()
        .filter(row -> row.state == KeyState.CLOSED || row.state == KeyState.RETIRED)
        .map(row -> row.version)
        .toList();
  }

  private OfVersion verify(KeyVersionRow row, String actor) {
    OfVersion found = judge(row);
    if (!found.missing().isEmpty()) {
      row.provenAt = null;
      row.provenBy = null;
    } else if (row.provenAt == null) {
      row.provenAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
      row.provenBy = actor;
      audit.record(
          AuditEvent.done(
                  actor, AuditAction.KEY_PROVEN_UNUSED, Rotations.subject(row.purpose, row.version))
              .with(
                  Map.of(
                      "epoch", String.valueOf(row.closedEpoch),
                      "replicas", Integer.toString(heartbeats.live().size()))));
    }
    return new OfVersion(
        found.version(),
        found.state(),
        found.rows(),
        found.behind(),
        found.until(),
        found.missing(),
        row.provenAt,
        row.provenBy);
  }

  /** What the proof lacks now, under the version's lock. */
  @Transactional(Transactional.TxType.MANDATORY)
  OfVersion judge(KeyVersionRow row) {
    var missing = new ArrayList<String>();
    Long closed = row.closedEpoch;
    if (row.state == KeyState.PRIMARY || closed == null) {
      missing.add("not_closed");
    }
    Map<String, Long> rows = counts.under(row.purpose, row.version);
    if (DependentRows.sum(rows) > 0) {
      missing.add("rows_left");
    }
    if (DependentRows.sum(strays(row.purpose)) > 0) {
      missing.add("stray_rows");
    }
    List<Heartbeats.View> live = heartbeats.live();
    List<Reported> behind = closed == null ? List.of() : behind(row.purpose, live, closed);
    if (!behind.isEmpty()) {
      missing.add("replicas_behind");
    }
    if (live.isEmpty()) {
      missing.add("no_replica");
    }
    Instant until = until(row);
    if (until != null && clock.instant().isBefore(until)) {
      missing.add("not_expired");
    }
    return new OfVersion(
        row.version,
        row.state.wire(),
        TableCount.of(rows),
        behind,
        until,
        missing,
        row.provenAt,
        row.provenBy);
  }

  private static @Nullable Instant until(KeyVersionRow row) {
    Instant closed = row.closedAt;
    Duration rest = row.purpose.rest();
    return closed == null || rest.isZero() ? null : closed.plus(rest);
  }

  static List<Reported> behind(KeyPurpose purpose, List<Heartbeats.View> live, long epoch) {
    return live.stream()
        .map(each -> new Reported(each.replica(), each.epoch(purpose)))
        .filter(each -> each.epoch() < epoch)
        .toList();
  }

  private Map<String, Long> strays(KeyPurpose purpose) {
    List<Integer> known =
        versions.rows(purpose).stream()
            .filter(row -> row.state != KeyState.DESTROYED)
            .map(row -> row.version)
            .toList();
    var strays = new TreeMap<String, Long>();
    counts.byVersion(purpose).entrySet().stream()
        .filter(each -> !known.contains(each.getKey()))
        .forEach(
            each -> each.getValue().forEach((table, rows) -> strays.merge(table, rows, Long::sum)));
    return strays;
  }
}
