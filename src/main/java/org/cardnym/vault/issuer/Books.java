package org.cardnym.vault.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.Refusal;

/**
 * The vault's messages about money as one who compares them with a bank's books sees them. What a
 * bank approved and the vault never counted is undone from here, by the same rule and rows as an
 * authorization whose outcome stayed unknown.
 */
@ApplicationScoped
public class Books {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final UUID NOBODY = new UUID(0, 0);

  private final EntityManager entities;
  private final DatabaseClock database;
  private final CountedPayments payments;
  private final RowAlarm alarm;

  Books(EntityManager entities, DatabaseClock database, CountedPayments payments, RowAlarm alarm) {
    this.entities = entities;
    this.database = database;
    this.payments = payments;
    this.alarm = alarm;
  }

  /**
   * What is known of these messages with this bank. Of an authorization that is undone because of a
   * record, the undoing is told rather than the payment's own.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Map<UUID, Booked> of(UUID bankId, Collection<UUID> messages) {
    var booked = new HashMap<UUID, Booked>();
    if (messages.isEmpty()) {
      return booked;
    }
    entities
        .createQuery(
            "select e from ExchangeRow e where e.bankId = :bank and e.messageId in :messages",
            ExchangeRow.class)
        .setParameter("bank", bankId)
        .setParameter("messages", messages)
        .getResultStream()
        .map(Books::booked)
        .forEach(b -> booked.merge(b.messageId(), b, (one, two) -> one.ofRecord() ? one : two));
    return booked;
  }

  /** Since when the oldest of the messages that closed in this time had been under way. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Instant> oldest(UUID bankId, Instant from, Instant until) {
    return Optional.ofNullable(
        entities
            .createQuery(
                "select min(e.intendedAt) from ExchangeRow e where e.bankId = :bank and e.closedAt"
                    + " >= :from and e.closedAt < :until",
                Instant.class)
            .setParameter("bank", bankId)
            .setParameter("from", from)
            .setParameter("until", until)
            .getSingleResult());
  }

  /**
   * A message that closed by a decision of the bank; not checked yet, as only its absence at the
   * bank matters.
   */
  public record Closed(UUID messageId, Kind kind, Instant at) {}

  /**
   * Messages about money that the bank decided, in the order in which they closed.
   *
   * @param from included, or the time of the last one that is known
   * @param after the last one that is known, or the smallest identifier
   * @param until not included
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Closed> decided(UUID bankId, Instant from, UUID after, Instant until, int most) {
    return entities
        .createQuery(
            "select e.messageId, e.kind, e.closedAt from ExchangeRow e where e.bankId = :bank and"
                + " e.family <> :record and e.closedAt < :until and (e.closedAt > :from or (e.closedAt ="
                + " :from and e.messageId > :after)) and ((e.kind in :asking and e.outcome in"
                + " :decided) or (e.kind = :reversal and e.outcome = :reversed)) order by"
                + " e.closedAt, e.messageId",
            Object[].class)
        .setParameter("bank", bankId)
        .setParameter("record", Family.RECORD)
        .setParameter("from", from)
        .setParameter("after", after)
        .setParameter("until", until)
        .setParameter("asking", List.of(Kind.AUTHORIZATION, Kind.REFUND))
        .setParameter("decided", List.of(Outcome.APPROVED, Outcome.DECLINED))
        .setParameter("reversal", Kind.REVERSAL)
        .setParameter("reversed", Outcome.REVERSED)
        .setMaxResults(most)
        .getResultList()
        .stream()
        .map(row -> new Closed((UUID) row[0], (Kind) row[1], (Instant) row[2]))
        .toList();
  }

  /**
   * True if the payment itself stands as approved by this message, whatever the messages say of it:
   * then somebody took the exchange out of the database, or changed it, and an alarm is raised.
   *
   * @param payment as the bank has it
   */
  public boolean counted(UUID messageId, String payment) {
    boolean counted;
    try {
      counted = payments.counted(TypeId.parse(IdKind.PAYMENT, payment), messageId);
    } catch (Refusal noSuchName) {
      return false;
    }
    if (counted) {
      alarm.raise("exchange", TypeId.of(IdKind.MESSAGE, messageId));
    }
    return counted;
  }

  /**
   * Commits to undoing an authorization that only the bank's books hold as approved, within the
   * caller's transaction; the sweeper sends it. Again changes nothing.
   *
   * @param payment as the bank has it
   * @return the reversal's message id
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID undo(UUID bankId, UUID messageId, String payment, long value, String currency) {
    ExchangeRow row = new ExchangeRow();
    row.familyId = family(bankId, messageId);
    row.messageId = messageId;
    row.family = Family.RECORD;
    row.kind = Kind.AUTHORIZATION;
    row.payerId = NOBODY;
    row.cardId = NOBODY;
    row.bankId = bankId;
    row.content = content(payment, value, currency);
    row.state = ExchangeState.WAITING;
    row.uncertain = true;
    row.intendedAt = database.now();
    row.windowEnds = row.intendedAt;
    row.due = row.intendedAt;
    if (entities.find(ExchangeRow.class, row.key()) == null) {
      entities.persist(row);
    }
    return Reversals.key(row).messageId();
  }

  /** Those that are said to be undone because of a record; not checked yet. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Set<UUID> saidUndone(Collection<UUID> messages) {
    return messages.isEmpty()
        ? Set.of()
        : new HashSet<>(
            entities
                .createQuery(
                    "select e.messageId from ExchangeRow e where e.family = :record and e.outcome ="
                        + " :reversed and e.messageId in :messages",
                    UUID.class)
                .setParameter("record", Family.RECORD)
                .setParameter("reversed", Outcome.REVERSED)
                .setParameter("messages", messages)
                .getResultList());
  }

  /** True once the bank has acknowledged that it is undone. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean undone(UUID bankId, UUID messageId) {
    ExchangeRow row =
        entities.find(ExchangeRow.class, new ExchangeRow.Key(family(bankId, messageId), messageId));
    return row != null && row.outcome == Outcome.REVERSED;
  }

  /**
   * How many messages about money have no outcome that stands, being undone included, with banks
   * that are not suspended.
   */
  @Transactional
  public long unsettled() {
    Number open =
        (Number)
            entities
                .createNativeQuery(
                    "select count(*) from exchange e join bank b on b.bank_id = e.bank_id where"
                        + " e.state <> 'CLOSED' and b.state <> 'SUSPENDED' and e.kind in"
                        + " ('AUTHORIZATION', 'REVERSAL', 'REFUND')")
                .getSingleResult();
    return open.longValue();
  }

  private static UUID family(UUID bankId, UUID messageId) {
    return Uuids.derived("record/" + bankId, messageId);
  }

  private static String content(String payment, long value, String currency) {
    ObjectNode content = MAPPER.createObjectNode().put("payment", payment);
    content.putObject("amount").put("value", value).put("currency", currency);
    return content.toString();
  }

  private static Booked booked(ExchangeRow row) {
    JsonNode content = content(row);
    return new Booked(
        row.messageId,
        row.kind,
        row.family == Family.RECORD,
        row.state != ExchangeState.CLOSED,
        row.outcome,
        content.path("amount").path("value").asLong(),
        content.path("amount").path("currency").asText(),
        content.path("payment").asText(),
        row.intendedAt,
        row.closedAt);
  }

  private static JsonNode content(ExchangeRow row) {
    try {
      return MAPPER.readTree(row.content);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a guarded content is no JSON", impossible);
    }
  }
}
