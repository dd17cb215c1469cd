package org.cardnym.vault.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When each kind is due, claimed by one replica for a short lease, and how its last pass ended; by
 * the database's clock. None of it decides what is removed.
 */
@ApplicationScoped
class Passes {
  /** Longer than a replica works on one kind without coming back to this table. */
  static final Duration LEASE = Duration.ofMinutes(2);

  /**
   * A kind that this replica works on.
   *
   * @param until the lease's end, by which the claim is known again
   */
  record Claim(String kind, Instant until, @Nullable String place, long gone, long left) {
    Claim after(Batch batch) {
      return new Claim(kind, until, batch.place(), gone + batch.gone(), left + batch.left());
    }
  }

  /**
   * How a kind stands.
   *
   * @param purgedAt when the last whole pass ended
   * @param purged how many rows it removed
   * @param left how many it left though their time was over
   * @param error code of a failure since then
   * @param age since the last whole pass, or since the kind was first seen
   */
  record State(
      @Nullable Instant purgedAt,
      long purged,
      long left,
      @Nullable Instant failedAt,
      @Nullable String error,
      Duration age) {}

  private final EntityManager entities;

  Passes(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Kinds that were never seen are due now. From then on one that no replica works on is overdue
   * after a while.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void see(Collection<String> kinds) {
    // In one order, as replicas start beside each other.
    kinds.stream().sorted().forEach(this::see);
  }

  private void see(String kind) {
    entities
        .createNativeQuery(
            "insert into retention_pass (kind, due, seen_at) values (:kind, clock_timestamp(),"
                + " clock_timestamp()) on conflict (kind) do nothing")
        .setParameter("kind", kind)
        .executeUpdate();
  }

  /** The kinds that wait for their time, or that another replica works on. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Set<String> waiting() {
    return new HashSet<>(
        entities
            .createNativeQuery(
                "select kind from retention_pass where due > clock_timestamp()", String.class)
            .getResultList());
  }

  /** Claims a kind that is due, or is seen for the first time: no other replica does until then. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Claim> claim(String kind) {
    List<Object[]> claimed =
        entities
            .createNativeQuery(
                "insert into retention_pass as p (kind, due, seen_at) values (:kind,"
                    + " clock_timestamp() + make_interval(secs => :lease), clock_timestamp())"
                    + " on conflict (kind) do update set due = excluded.due where p.due <="
                    + " clock_timestamp() returning p.due, p.place, p.gone, p.stayed",
                Object[].class)
            .setParameter("kind", kind)
            .setParameter("lease", (double) LEASE.toSeconds())
            .getResultList();
    return claimed.stream()
        .findFirst()
        .map(r ->
            new Claim(
                kind,
                (Instant) r[0],
                (String) r[1],
                ((Number) r[2]).longValue(),
                ((Number) r[3]).longValue()));
  }

  /** The pass goes on from where the claim stands, at once; false if the claim is lost. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean pause(Claim claim) {
    return noted(claim, Duration.ZERO, "");
  }

  /** The whole pass is done, in the caller's transaction; false if the claim is lost. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean finish(Claim claim, Duration every) {
    return entities
            .createNativeQuery(
                "update retention_pass set due = clock_timestamp() + make_interval(secs => :wait),"
                    + " place = null, gone = 0, stayed = 0, purged_at = clock_timestamp(), purged ="
                    + " :gone, remaining = :stayed, failed_at = null, error = null where kind = :kind"
                    + " and due = :until")
            .setParameter("wait", (double) every.toSeconds())
            .setParameter("gone", claim.gone())
            .setParameter("stayed", claim.left())
            .setParameter("kind", claim.kind())
            .setParameter("until", claim.until())
            .executeUpdate()
        == 1;
  }

  /** The pass goes on later from where the claim stands. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void fail(Claim claim, Duration wait, String code) {
    noted(claim, wait, code);
  }

  private boolean noted(Claim claim, Duration wait, String code) {
    return entities
            .createNativeQuery(
                "update retention_pass set due = clock_timestamp() + make_interval(secs => :wait),"
                    + " place = nullif(:place, ''), gone = :gone, stayed = :stayed, failed_at = case"
                    + " when :code = '' then failed_at else clock_timestamp() end, error = case when"
                    + " :code = '' then error else :code end where kind = :kind and due = :until")
            .setParameter("wait", (double) wait.toSeconds())
            .setParameter("place", claim.place() == null ? "" : claim.place())
            .setParameter("gone", claim.gone())
            .setParameter("stayed", claim.left())
            .setParameter("code", code)
            .setParameter("kind", claim.kind())
            .setParameter("until", claim.until())
            .executeUpdate()
        == 1;
  }

  /** How the kinds stand that were ever claimed. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Map<String, State> states() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select kind, purged_at, purged, remaining, failed_at, error, cast(extract(epoch"
                    + " from clock_timestamp() - coalesce(purged_at, seen_at)) as bigint) from"
                    + " retention_pass",
                Object[].class)
            .getResultList();
    var states = new HashMap<String, State>();
    for (Object[] r : rows) {
      states.put(
          (String) r[0],
          new State(
              (Instant) r[1],
              ((Number) r[2]).longValue(),
              ((Number) r[3]).longValue(),
              (Instant) r[4],
              (String) r[5],
              Duration.ofSeconds(((Number) r[6]).longValue())));
    }
    return states;
  }

  /** The database's time. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Instant now() {
    return (Instant)
        entities.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }
}
