package org.cardnym.vault.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cardnym.vault.id.Uuids;

/**
 * Writes entries into the transaction that they describe: both happen or neither. Each is sealed,
 * so that who only writes the database can neither change one nor add one.
 */
@ApplicationScoped
public class Audit {
  private final EntityManager entities;
  private final ObjectMapper json;
  private final Clock clock;
  private final AuditSeal seal;
  private final Committed committed;

  Audit(
      EntityManager entities, ObjectMapper json, Clock clock, AuditSeal seal, Committed committed) {
    this.entities = entities;
    this.json = json;
    this.clock = clock;
    this.seal = seal;
    this.committed = committed;
  }

  /**
   * Records within the caller's transaction; there must be one.
   *
   * @throws org.cardnym.vault.refusal.Refusal SEALED before the keys are open, as to {@link
   *     #recordApart}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(AuditEvent event) {
    write(event);
  }

  /** Records in a transaction of its own, for what is refused and so rolls back. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void recordApart(AuditEvent event) {
    write(event);
  }

  private void write(AuditEvent event) {
    AuditRow row = row(event);
    entities.persist(row);
    committed.follow(row);
  }

  private AuditRow row(AuditEvent event) {
    var row = new AuditRow();
    // PostgreSQL keeps microseconds; the hash must be over what is kept.
    row.at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    row.entryId = Uuids.next(row.at);
    row.replica = Replica.NAME;
    row.actor = event.actor();
    row.action = event.action().name();
    row.subject = event.subject();
    row.outcome = event.outcome().name();
    row.facts = text(event);
    requireReadable(row);
    row.hash = EntryHash.of(row);
    row.macVersion = seal.version();
    row.mac = seal.seal(row.macVersion, row.hash);
    return row;
  }

  /** What is longer than is read back could never be signed. */
  private static void requireReadable(AuditRow row) {
    String subject = row.subject == null ? "" : row.subject;
    if (Stream.of(row.actor, subject, row.facts).anyMatch(t -> t.length() > Columns.LONGEST)) {
      throw new IllegalStateException("an entry of the trail is too long: " + row.action);
    }
  }

  private String text(AuditEvent event) {
    try {
      return json.writeValueAsString(new TreeMap<>(event.facts()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("facts are plain strings", impossible);
    }
  }
}
