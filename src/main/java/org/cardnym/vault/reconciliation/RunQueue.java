package org.cardnym.vault.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * Which runs are due, claimed by one replica for a short lease, and which messages a run has seen
 * at the bank. None of it decides: a run is checked when it is driven.
 */
@ApplicationScoped
class RunQueue {
  /** Longer than a step with the slowest bank. */
  static final int LEASE_SECONDS = 60;

  private static final int FORGET = 10_000;

  private final EntityManager entities;

  RunQueue(EntityManager entities) {
    this.entities = entities;
  }

  /** Claims up to {@code most} runs: until the lease ends no other replica does. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<UUID> claim(int most) {
    return entities
        .createNativeQuery(
            "update reconciliation r set due = clock_timestamp() + make_interval(secs => :lease)"
                + " from (select run_id from reconciliation where due <= clock_timestamp() order by"
                + " due limit :most for update skip locked) d where r.run_id = d.run_id returning"
                + " r.run_id",
            UUID.class)
        .setParameter("lease", (double) LEASE_SECONDS)
        .setParameter("most", most)
        .getResultList();
  }

  /** Puts off a run that is refused or breaks, so that it doesn't come back at once. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void putOff(UUID runId) {
    entities
        .createNativeQuery(
            "update reconciliation set due = clock_timestamp() + interval '10 minutes' where run_id"
                + " = :run and due is not null")
        .setParameter("run", runId)
        .executeUpdate();
  }

  /** Has a run of this bank that waits after a failure asked again now. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void hurry(UUID bankId) {
    entities
        .createNativeQuery(
            "update reconciliation set due = clock_timestamp() where bank_id = :bank and state ="
                + " 'RUNNING' and failures > 0 and due > clock_timestamp()")
        .setParameter("bank", bankId)
        .executeUpdate();
  }

  /** Notes that the bank's books hold these; returns those that were not noted before. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Set<UUID> see(UUID runId, List<UUID> messages) {
    if (messages.isEmpty()) {
      return new HashSet<>();
    }
    var values = new StringJoiner(", ");
    for (int i = 0; i < messages.size(); i++) {
      values.add("(:run, :message" + i + ")");
    }
    Query insert =
        entities.createNativeQuery(
            "insert into reconciliation_seen (run_id, message_id) values "
                + values
                + " on conflict do nothing returning message_id",
            UUID.class);
    insert.setParameter("run", runId);
    for (int i = 0; i < messages.size(); i++) {
      insert.setParameter("message" + i, messages.get(i));
    }
    List<UUID> fresh = insert.getResultList();
    return new HashSet<>(fresh);
  }

  /** Those of these messages that the bank's books hold. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Set<UUID> seen(UUID runId, List<UUID> messages) {
    if (messages.isEmpty()) {
      return Set.of();
    }
    List<UUID> seen =
        entities
            .createNativeQuery(
                "select message_id from reconciliation_seen where run_id = :run and message_id in"
                    + " (:messages)",
                UUID.class)
            .setParameter("run", runId)
            .setParameter("messages", messages)
            .getResultList();
    return new HashSet<>(seen);
  }

  /** Forgets a part of what runs have seen that are over; true if there may be more. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean forget() {
    int gone =
        entities
            .createNativeQuery(
                "delete from reconciliation_seen where (run_id, message_id) in (select s.run_id,"
                    + " s.message_id from reconciliation_seen s join reconciliation r on r.run_id ="
                    + " s.run_id where r.state <> 'RUNNING' limit :most)")
            .setParameter("most", FORGET)
            .executeUpdate();
    return gone == FORGET;
  }
}
