package org.cardnym.vault.issuer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.audit.Replica;

/**
 * Shows each replica's links to whoever asks another replica. Written soon after a link has turned,
 * beside the payments' way; no replica acts upon what another one sees.
 */
@ApplicationScoped
public class LinkViews {
  private static final String LIVE =
      "(select replica_id from replica where seen_at > now() - interval '1 minute')";

  private final EntityManager entities;
  private final Gates gates;

  /** What this replica has written; the scheduler never runs two ticks at once. */
  private final Map<UUID, Breaker.View> written = new HashMap<>();

  LinkViews(EntityManager entities, Gates gates) {
    this.entities = entities;
    this.gates = gates;
  }

  /** How the links of these banks stand; a bank that nobody has tried is not among them. */
  @Transactional
  public Map<UUID, LinkView> of(Collection<UUID> banks) {
    if (banks.isEmpty()) {
      return Map.of();
    }
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select bank_id, min(since) filter (where down), max(since) filter (where not down),"
                    + " (array_agg(reason order by since) filter (where down))[1],"
                    + " count(*) filter (where down), count(*) from bank_link where bank_id in"
                    + " (:banks) and replica_id in "
                    + LIVE
                    + " group by bank_id",
                Object[].class)
            .setParameter("banks", banks)
            .getResultList();
    var views = new HashMap<UUID, LinkView>();
    rows.forEach(row -> views.put((UUID) row[0], view(row)));
    return views;
  }

  private static LinkView view(Object[] row) {
    int down = ((Number) row[4]).intValue();
    int replicas = ((Number) row[5]).intValue();
    return down > 0
        ? new LinkView(LinkView.State.DOWN, (Instant) row[1], (String) row[3], down, replicas)
        : new LinkView(LinkView.State.UP, (Instant) row[2], null, 0, replicas);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void write() {
    Map<UUID, Breaker.View> turned = gates.views();
    turned.entrySet().removeIf(link -> link.getValue().equals(written.get(link.getKey())));
    if (!turned.isEmpty()) {
      QuarkusTransaction.requiringNew().run(() -> write(turned));
      written.putAll(turned);
    }
  }

  private void write(Map<UUID, Breaker.View> links) {
    entities
        .createNativeQuery(
            "delete from bank_link where replica_id in"
                + " (select replica_id from replica where seen_at < now() - interval '1 day')")
        .executeUpdate();
    links.forEach((bank, view) ->
        entities
            .createNativeQuery(
                "insert into bank_link (bank_id, replica_id, down, since, reason) values (:bank,"
                    + " :me, :down, :since, nullif(:reason, '')) on conflict (bank_id, replica_id) do update"
                    + " set down = excluded.down, since = excluded.since, reason = excluded.reason")
            .setParameter("bank", bank)
            .setParameter("me", Replica.ID)
            .setParameter("down", view.down())
            .setParameter("since", view.since())
            .setParameter("reason", Objects.requireNonNullElse(view.reason(), ""))
            .executeUpdate());
  }
}
