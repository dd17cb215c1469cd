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

  /** Rows by key that one step looks at, where no index has them by version. */
  static final int PAGE = 1000;

  /** What a step has found: rows that it holds, and the key at which it stopped looking. */
  private static final class Found {
    private final List<List<?>> rows = new ArrayList<>();

    /** Null where it has looked at all that follow. */
    private @Nullable List<?> end;
  }

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
    var found = new Found();
    List<List<?>> taken = found.rows;
    int done;
    int refused = 0;
    try {
      done = QuarkusTransaction.requiringNew().call(() -> all(rows, from, place, most, found));
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.ROW_REFUSED) {
        throw refusal;
      }
      // Each by itself, so that one that does not check keeps no other.
      done = (int) taken.stream().filter(id -> one(rows, from, id)).count();
      refused = taken.size() - done;
    }
    meters.rewrapped(done);
    return new Step(done, refused, taken.size() < most ? found.end : taken.getLast());
  }

  private int all(MovingRows rows, int from, @Nullable List<?> place, int most, Found found) {
    found.end = rows.indexed() ? null : end(rows, place);
    found.rows.addAll(lock(rows, from, place, found.end, most));
    if (found.rows.isEmpty()) {
      return 0;
    }
    found.rows.forEach(id -> rows.move(id, false));
    commit(rows, found.rows.size());
    return found.rows.size();
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

  /**
   * The last key of the page after a place, by the primary key alone: else the statement that finds
   * no row under the version would read the table to its end, however large. Null for the last
   * page.
   */
  private @Nullable List<?> end(MovingRows rows, @Nullable List<?> place) {
    String columns = String.join(", ", rows.key());
    String beyond = place == null ? "" : " where " + against(rows, ">", "id");
    Query query =
        entities.createNativeQuery(
            "select %1$s from %2$s%3$s order by %1$s offset :before limit 1"
                .formatted(columns, rows.table(), beyond),
            Tuple.class);
    query.setParameter("before", PAGE - 1);
    if (place != null) {
      bind(query, "id", place);
    }
    List<List<?>> found = keys(query);
    return found.isEmpty() ? null : found.getFirst();
  }

  /**
   * @param place not this one, nor those before; null for the beginning
   * @param end this one, and none after; null for no bound
   */
  private List<List<?>> lock(
      MovingRows rows, int from, @Nullable List<?> place, @Nullable List<?> end, int most) {
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
                + (place == null ? "" : " and " + against(rows, ">", "id"))
                + (end == null ? "" : " and " + against(rows, "<=", "end"))
                + " order by "
                + columns
                + " limit :most for update skip locked",
            Tuple.class);
    query.setParameter("from", from).setParameter("most", most);
    if (place != null) {
      bind(query, "id", place);
    }
    if (end != null) {
      bind(query, "end", end);
    }
    return keys(query);
  }

  private static List<List<?>> keys(Query query) {
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
                + " = :from and "
                + against(rows, "=", "id")
                + " for update skip locked");
    query.setParameter("from", from);
    bind(query, "id", id);
    return !query.getResultList().isEmpty();
  }

  /** The key's columns, all together, held against parameters of this name. */
  private static String against(MovingRows rows, String sign, String name) {
    return IntStream.range(0, rows.key().size())
        .mapToObj(i -> ":" + name + i)
        .collect(
            Collectors.joining(
                ", ", "(" + String.join(", ", rows.key()) + ") " + sign + " (", ")"));
  }

  private static void bind(Query query, String name, List<?> id) {
    for (int i = 0; i < id.size(); i++) {
      query.setParameter(name + i, id.get(i));
    }
  }
}
