package org.cardnym.vault.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gathers committed entries every second, on the one replica that holds the lease, and signs those
 * that the vault wrote as a batch.
 */
@ApplicationScoped
class Batches {
  private static final int MAX_ENTRIES = 5_000;

  private final EntityManager entities;
  private final Leases leases;
  private final AuditSigner signer;
  private final AuditHeads heads;
  private final Waiting waiting;
  private final Audit audit;
  private final SignedHeads signed;
  private final TrailWitness witness;

  Batches(
      EntityManager entities,
      Leases leases,
      AuditSigner signer,
      AuditHeads heads,
      Waiting waiting,
      Audit audit,
      SignedHeads signed,
      TrailWitness witness) {
    this.entities = entities;
    this.leases = leases;
    this.signer = signer;
    this.heads = heads;
    this.waiting = waiting;
    this.audit = audit;
    this.signed = signed;
    this.witness = witness;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void gather() {
    // Before this trail was held against what was kept of it, nothing is signed over that.
    if (signer.ready() && witness.heard()) {
      if (leases.hold("audit", 15)) {
        append();
      } else {
        heads.look().ifPresent(witness::saw);
      }
    }
  }

  /** Chains to the head that the vault left, or signs nothing: then the lag stops card work. */
  @Transactional
  void append() {
    Optional<Head> head = heads.take();
    if (head.isEmpty()) {
      return;
    }
    List<Waiting.Entry> entries = sound(waiting.oldest(MAX_ENTRIES));
    if (!entries.isEmpty()) {
      chain(head.get(), entries);
    }
  }

  /** Those that the vault wrote; of each other one the trail says that it was refused. */
  private List<Waiting.Entry> sound(List<Waiting.Entry> found) {
    var sound = new ArrayList<Waiting.Entry>(found.size());
    for (Waiting.Entry entry : found) {
      if (entry.ours) {
        sound.add(entry);
      } else {
        waiting.refuse(entry.id);
        audit.record(
            AuditEvent.refused("vault", AuditAction.ROW_REFUSED, entry.id.toString())
                .with(Map.of("table", "audit_entry")));
      }
    }
    return sound;
  }

  private void chain(Head head, List<Waiting.Entry> entries) {
    long number = head.number + 1;
    for (int position = 0; position < entries.size(); position++) {
      place(entries.get(position).id, number, position);
    }
    // The hashes computed here, not those in the column: what was checked is what is signed.
    byte[] root = EntryHash.root(entries.stream().map(entry -> entry.hash).toList());
    byte[] hash = EntryHash.batch(number, entries.size(), root, head.hash);
    insert(number, entries.size(), root, head.hash, hash);
    var signedHead = new Head(number, hash);
    heads.note(signedHead);
    signed.follow(signedHead, entries.size());
  }

  private void place(UUID entryId, long number, int position) {
    entities
        .createNativeQuery(
            "update audit_entry set batch = :number, position = :position where entry_id = :id and"
                + " batch is null")
        .setParameter("number", number)
        .setParameter("position", position)
        .setParameter("id", entryId)
        .executeUpdate();
  }

  private void insert(long number, int count, byte[] root, byte[] previous, byte[] hash) {
    int version = signer.version();
    entities
        .createNativeQuery(
            "insert into audit_batch (number, entries, root, previous, hash, signature,"
                + " key_version, at) values (:number, :entries, :root, :previous, :hash,"
                + " :signature, :version, now())")
        .setParameter("number", number)
        .setParameter("entries", count)
        .setParameter("root", root)
        .setParameter("previous", previous)
        .setParameter("hash", hash)
        .setParameter("signature", signer.sign(version, hash))
        .setParameter("version", version)
        .executeUpdate();
  }
}
