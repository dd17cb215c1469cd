package org.cardnym.vault.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trail, newest first, for admins only. Every entry is checked as it is read: one that
 * the vault did not write so is shown as that, without a word of what it says, and alarms.
 */
@ApplicationScoped
public class AuditTrail {
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  /**
   * An entry as its readers see it.
   *
   * @param genuine false if the vault did not write it so; all but the identifier is withheld then
   * @param refused true if it was set aside and so stands in no batch
   */
  public record Entry(
      UUID id,
      boolean genuine,
      boolean refused,
      @Nullable Instant at,
      @Nullable String actor,
      @Nullable String action,
      @Nullable String subject,
      @Nullable String outcome,
      Map<String, String> facts) {
    static Entry withheld(AuditRow row) {
      return new Entry(row.entryId, false, row.refused, null, null, null, null, null, Map.of());
    }
  }

  private final EntityManager entities;
  private final EntryCheck check;
  private final AuditAlarm alarm;
  private final ObjectMapper json;

  AuditTrail(EntityManager entities, EntryCheck check, AuditAlarm alarm, ObjectMapper json) {
    this.entities = entities;
    this.check = check;
    this.alarm = alarm;
    this.json = json;
  }

  /**
   * Up to {@code limit} entries older than {@code before}, about {@code subject} where one is
   * given.
   */
  public List<Entry> page(@Nullable UUID before, @Nullable String subject, int limit) {
    String older = before == null ? "" : " and entry_id < :before";
    String about = subject == null ? "" : " and subject = :subject";
    var query =
        entities
            .createNativeQuery(
                "select "
                    + Columns.ENTRY
                    + " from audit_entry where true"
                    + older
                    + about
                    + " order by entry_id desc",
                AuditRow.class)
            .setMaxResults(limit);
    if (before != null) {
      query.setParameter("before", before);
    }
    if (subject != null) {
      query.setParameter("subject", subject);
    }
    List<AuditRow> rows = query.getResultList();
    return rows.stream().map(this::entry).toList();
  }

  private Entry entry(AuditRow row) {
    if (check.genuine(row)) {
      return new Entry(
          row.entryId,
          true,
          row.refused,
          row.at,
          row.actor,
          row.action,
          row.subject,
          row.outcome,
          facts(row));
    }
    alarm.forged(row.entryId);
    return Entry.withheld(row);
  }

  /** Sealed, so as {@link Audit} wrote them. */
  private Map<String, String> facts(AuditRow row) {
    try {
      return json.readValue(row.facts, FACTS);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("facts are an object of texts", impossible);
    }
  }
}
