package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Brings a few rows under the newest version of their key, in one short transaction. It passes over
 * rows that others hold, so nobody waits for it and it waits for nobody while it holds rows.
 */
@ApplicationScoped
class RowWalk {
  /**
   * What was done.
   *
   * @param place the last row that was looked at; null where no more follow
   */
  record Step(int done, int refused, @Nullable List<?> place) {}

  private final EntityManager entities;
  private final RewrapProgress progress;
  private final KeyMeters meters;

  RowWalk(EntityManager entities, RewrapProgress progress, KeyMeters meters) {
    this.entities = entities;
    this.progress = progress;
    this.meters = meters;
  }

  /**
   * Goes on after a place with the rows under one version.
   *
   * @param place null for the beginning
   * @param most rows, at most
   * @throws Refusal as {@link MovingRows#moved}
   */
  Step next(MovingRows rows, int from, @Nullable List<?> place, int most) {
    var taken = new ArrayList<List<?>>();
    int done;
    int refused = 0;
    try {
      done = QuarkusTransaction.requiringNew().call(() -> all(rows, from, place, most, taken));
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.ROW_REFUSED) {
        throw refusal;
      }
      // Each by itself, so that one that does not check keeps no other.
      done = (int) taken.stream().filter(id -> one(rows, from, id)).count();
      refused = taken.size() - done;
    }
    meters.rewrapped(done);
    return new Step(done, refused, taken.size() < most ? null : taken.getLast());
  }

  private int all(
      MovingRows rows, int from, @Nullable List<?> place, int most, List<List<?>> taken) {
    taken.addAll(lock(rows, from, place, most));
    if (taken.isEmpty()) {
      return 0;
    }
    taken.forEach(id -> rows.move(id, false));
    commit(rows, taken.size());
    return taken.size();
  }

  /** False if the row does not check; true also if it is gone, or somebody else's just now. */
  private boolean one(MovingRows rows, int from, List<?> id) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> {
            if (lock(rows, from, id)) {
              rows.move(id, true);
              commit(rows, 1);
            }
          });
      return true;
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.ROW_REFUSED) {
        throw refusal;
      }
      meters.refused();
      progress.refused(rows.purpose(), rows.table());
      return false;
    }
  }

  /** Rows first and the count last: others count too, and wait for whoever does. */
  private void commit(MovingRows rows, int count) {
    entities.flush();
    rows.moved(count);
    progress.done(rows.purpose(), rows.table(), count);
  }

  private List<List<?>> lock(MovingRows rows, int from, @Nullable List<?> place, int most) {
    String columns = String.join(", ", rows.key());
    Query query =
        entities.createNativeQuery(
            "select "
                + columns
                + " from "
                + rows.table()
                + " where "
                + rows.column()
                + " = :from"
                + (place == null ? "" : " and (" + columns + ") > (" + parameters(rows) + ")")
                + " order by "
                + columns
                + " limit :most for update skip locked",
            Tuple.class);
    query.setParameter("from", from).setParameter("most", most);
    if (place != null) {
      bind(query, place);
    }
    var found = new ArrayList<List<?>>();
    for (Object each : query.getResultList()) {
      found.add(List.of(((Tuple) each).toArray()));
    }
    return found;
  }

  private boolean lock(MovingRows rows, int from, List<?> id) {
    Query query =
        entities.createNativeQuery(
            "select 1 from "
                + rows.table()
                + " where "
                + rows.column()
                + " = :from and ("
                + String.join(", ", rows.key())
                + ") = ("
                + parameters(rows)
                + ") for update skip locked");
    query.setParameter("from", from);
    bind(query, id);
    return !query.getResultList().isEmpty();
  }

  private static String parameters(MovingRows rows) {
    return IntStream.range(0, rows.key().size())
        .mapToObj(i -> ":id" + i)
        .collect(Collectors.joining(", "));
  }

  private static void bind(Query query, List<?> id) {
    for (int i = 0; i < id.size(); i++) {
      query.setParameter("id" + i, id.get(i));
    }
  }
}
