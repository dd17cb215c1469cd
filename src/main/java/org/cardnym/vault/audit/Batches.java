package org.cardnym.vault.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Gathers committed entries every second, on the one replica that holds the lease, and signs them
 * as a batch.
 */
@ApplicationScoped
class Batches {
  private static final Logger LOG = Logger.getLogger(Batches.class);
  private static final int MAX_ENTRIES = 5_000;

  private final EntityManager entities;
  private final Leases leases;
  private final AuditSigner signer;
  private final AuditLag lag;

  Batches(EntityManager entities, Leases leases, AuditSigner signer, AuditLag lag) {
    this.entities = entities;
    this.leases = leases;
    this.signer = signer;
    this.lag = lag;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void gather() {
    if (signer.ready() && leases.hold("audit", 15)) {
      append();
    }
    lag.measure();
  }

  @Transactional
  void append() {
    List<Object[]> entries = waiting();
    if (entries.isEmpty()) {
      return;
    }
    Object[] head = head();
    long number = ((Number) head[0]).longValue() + 1;
    var leaves = new ArrayList<byte[]>(entries.size());
    for (int position = 0; position < entries.size(); position++) {
      leaves.add((byte[]) entries.get(position)[1]);
      place(entries.get(position)[0], number, position);
    }
    byte[] root = EntryHash.root(leaves);
    byte[] hash = EntryHash.batch(number, leaves.size(), root, (byte[]) head[1]);
    insert(number, leaves.size(), root, (byte[]) head[1], hash);
    LOG.infof(
        "audit_head number=%d count=%d hash=%s",
        number, leaves.size(), HexFormat.of().formatHex(hash));
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> waiting() {
    return entities
        .createNativeQuery(
            "select entry_id, hash from audit_entry where batch is null order by entry_id limit :most")
        .setParameter("most", MAX_ENTRIES)
        .getResultList();
  }

  private Object[] head() {
    var last =
        entities
            .createNativeQuery(
                "select number, hash from audit_batch order by number desc limit 1 for update",
                Object[].class)
            .getResultList();
    return last.isEmpty() ? new Object[] {0L, new byte[32]} : (Object[]) last.get(0);
  }

  private void place(Object entryId, long number, int position) {
    entities
        .createNativeQuery(
            "update audit_entry set batch = :number, position = :position where entry_id = :id and batch is null")
        .setParameter("number", number)
        .setParameter("position", position)
        .setParameter("id", entryId)
        .executeUpdate();
  }

  private void insert(long number, int count, byte[] root, byte[] previous, byte[] hash) {
    entities
        .createNativeQuery(
            "insert into audit_batch (number, entries, root, previous, hash, signature, key_version, at)"
                + " values (:number, :entries, :root, :previous, :hash, :signature, :version, now())")
        .setParameter("number", number)
        .setParameter("entries", count)
        .setParameter("root", root)
        .setParameter("previous", previous)
        .setParameter("hash", hash)
        .setParameter("signature", signer.sign(hash))
        .setParameter("version", signer.version())
        .executeUpdate();
  }
}
