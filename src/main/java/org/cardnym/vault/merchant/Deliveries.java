package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The deliveries as an operator sees and repeats them. */
@ApplicationScoped
public class Deliveries {
  /** The most events that one act queues anew. */
  public static final int MOST_REPLAYED = 5_000;

  private static final int PAGE = 500;

  private final EntityManager entities;
  private final WebhookQueue queue;
  private final WebhookEvents events;
  private final Merchants merchants;
  private final Audit audit;

  Deliveries(
      EntityManager entities,
      WebhookQueue queue,
      WebhookEvents events,
      Merchants merchants,
      Audit audit) {
    this.entities = entities;
    this.queue = queue;
    this.events = events;
    this.merchants = merchants;
    this.audit = audit;
  }

  /**
   * What was queued anew.
   *
   * @param more whether events were left over, as one act queues at most {@value #MOST_REPLAYED}
   * @param reachedAt the time of the last event that was looked at, where there are more
   */
  public record Replayed(int queued, boolean more, @Nullable Instant reachedAt) {}

  /** Newest event first, up to {@code limit}, before the event {@code before}. */
  @Transactional
  public List<Delivery> list(
      @Nullable UUID merchantId, Delivery.@Nullable State state, @Nullable UUID before, int limit) {
    String sql =
        "select event_id, merchant_id, state, tries, queued_at, due_at, tried_at, result, ended_at"
            + " from webhook_delivery where true"
            + (merchantId == null ? "" : " and merchant_id = :merchant")
            + (state == null ? "" : " and state = :state")
            + (before == null ? "" : " and event_id < :before")
            + " order by event_id desc limit :most";
    Query query = entities.createNativeQuery(sql, Object[].class).setParameter("most", limit);
    set(query, "merchant", merchantId);
    set(query, "state", state == null ? null : state.name());
    set(query, "before", before);
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> delivery((Object[]) row)).toList();
  }

  /**
   * Queues one event anew, whether or not it has arrived.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} where there is no such event
   */
  @Transactional
  public Replayed replay(String actor, UUID eventId) {
    UUID merchantId =
        events.merchantOf(eventId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    queue.replay(merchantId, eventId, true);
    audit.record(
        AuditEvent.done(actor, AuditAction.WEBHOOK_REPLAYED, Merchants.wire(merchantId))
            .with(Map.of("event", TypeId.of(IdKind.EVENT, eventId))));
    return new Replayed(1, false, null);
  }

  /**
   * Queues a merchant's events anew: those that have not arrived, or all.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} where there is no such merchant
   */
  @Transactional
  public Replayed replay(String actor, UUID merchantId, Instant since, boolean deliveredToo) {
    merchants.get(merchantId);
    Replayed done = replayed(merchantId, since, deliveredToo);
    audit.record(
        AuditEvent.done(actor, AuditAction.WEBHOOK_REPLAYED, Merchants.wire(merchantId))
            .with(Map.of("since", since.toString(), "count", Integer.toString(done.queued()))));
    return done;
  }

  private Replayed replayed(UUID merchantId, Instant since, boolean deliveredToo) {
    int queued = 0;
    UUID last = null;
    for (int looked = 0; looked < MOST_REPLAYED; looked += PAGE) {
      List<UUID> page = events.since(merchantId, since, last, PAGE);
      for (UUID event : page) {
        queued += queue.replay(merchantId, event, deliveredToo) ? 1 : 0;
        last = event;
      }
      if (page.size() < PAGE) {
        return new Replayed(queued, false, null);
      }
    }
    return new Replayed(queued, true, last == null ? null : Uuids.at(last));
  }

  private static void set(Query query, String name, @Nullable Object value) {
    if (value != null) {
      query.setParameter(name, value);
    }
  }

  private static Delivery delivery(Object[] row) {
    Delivery.State state = Delivery.State.valueOf((String) row[2]);
    return new Delivery(
        (UUID) row[0],
        (UUID) row[1],
        state,
        ((Number) row[3]).intValue(),
        (Instant) row[4],
        state == Delivery.State.WAITING ? (Instant) row[5] : null,
        (Instant) row[6],
        (String) row[7],
        (Instant) row[8]);
  }
}
