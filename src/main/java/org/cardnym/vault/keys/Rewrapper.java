package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the data keys of a few rows anew, in one short transaction. It passes over rows that others
 * hold, so nobody waits for it and it waits for nobody while it holds rows.
 */
@ApplicationScoped
class Rewrapper {
  /**
   * What was done.
   *
   * @param place the last row that was looked at; null where no more follow
   */
  record Step(int done, int refused, @Nullable List<UUID> place) {}

  private final EntityManager entities;
  private final Envelopes envelopes;
  private final Keys keys;
  private final KeyVersions versions;
  private final RewrapProgress progress;
  private final RowAlarm alarm;
  private final KeyMeters meters;

  Rewrapper(
      EntityManager entities,
      Envelopes envelopes,
      Keys keys,
      KeyVersions versions,
      RewrapProgress progress,
      RowAlarm alarm,
      KeyMeters meters) {
    this.entities = entities;
    this.envelopes = envelopes;
    this.keys = keys;
    this.versions = versions;
    this.progress = progress;
    this.alarm = alarm;
    this.meters = meters;
  }

  /**
   * Goes on after a place with the rows under one version.
   *
   * @param place null for the beginning
   * @param most rows, at most
   * @throws Refusal {@link ErrorCode#KEY_CLOSED} if the primary was closed meanwhile
   */
  Step next(WrappedRows rows, int from, @Nullable List<UUID> place, int most) {
    var taken = new ArrayList<List<UUID>>();
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
      WrappedRows rows, int from, @Nullable List<UUID> place, int most, List<List<UUID>> taken) {
    taken.addAll(lock(rows, from, place, most));
    if (taken.isEmpty()) {
      return 0;
    }
    OpenKeyset kek = keys.of(KeyPurpose.KEK);
    taken.forEach(id -> rewrap(rows, id, kek));
    commit(rows, kek, taken.size());
    return taken.size();
  }

  /** False if the row does not check; true also if it is gone, or somebody else's just now. */
  private boolean one(WrappedRows rows, int from, List<UUID> id) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> {
            if (!lock(rows, from, id)) {
              return;
            }
            OpenKeyset kek = keys.of(KeyPurpose.KEK);
            alarmed(rows, id, kek);
            commit(rows, kek, 1);
          });
      return true;
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.ROW_REFUSED) {
        throw refusal;
      }
      meters.refused();
      progress.refused(rows.table());
      return false;
    }
  }

  /** Rows first and the count last: others count wraps too, and wait for whoever does. */
  private void commit(WrappedRows rows, OpenKeyset kek, int wraps) {
    entities.flush();
    if (!versions.count(kek.primary(), wraps)) {
      throw new Refusal(ErrorCode.KEY_CLOSED);
    }
    progress.done(rows.table(), wraps);
  }

  private void rewrap(WrappedRows rows, List<UUID> id, OpenKeyset kek) {
    HoldsKey row = entities.find(rows.row(), rows.id().apply(id));
    row.rewrapped(envelopes.rewrap(kek, row.wrappedKey(), row.keyOwner()));
  }

  /** A row whose MAC fails has raised the alarm when it was read. */
  private void alarmed(WrappedRows rows, List<UUID> id, OpenKeyset kek) {
    HoldsKey row = entities.find(rows.row(), rows.id().apply(id));
    try {
      row.rewrapped(envelopes.rewrap(kek, row.wrappedKey(), row.keyOwner()));
    } catch (Refusal foreignKey) {
      alarm.raise(rows.table(), row.rowName());
      throw foreignKey;
    }
  }

  private List<List<UUID>> lock(WrappedRows rows, int from, @Nullable List<UUID> place, int most) {
    String columns = String.join(", ", rows.key());
    Query query =
        entities.createNativeQuery(
            "select "
                + columns
                + " from "
                + rows.table()
                + " where kek_version = :from"
                + (place == null ? "" : " and (" + columns + ") > (" + parameters(rows) + ")")
                + " order by "
                + columns
                + " limit :most for update skip locked",
            Tuple.class);
    query.setParameter("from", from).setParameter("most", most);
    if (place != null) {
      bind(query, place);
    }
    var found = new ArrayList<List<UUID>>();
    for (Object each : query.getResultList()) {
      found.add(Stream.of(((Tuple) each).toArray()).map(UUID.class::cast).toList());
    }
    return found;
  }

  private boolean lock(WrappedRows rows, int from, List<UUID> id) {
    Query query =
        entities.createNativeQuery(
            "select 1 from "
                + rows.table()
                + " where kek_version = :from and ("
                + String.join(", ", rows.key())
                + ") = ("
                + parameters(rows)
                + ") for update skip locked");
    query.setParameter("from", from);
    bind(query, id);
    return !query.getResultList().isEmpty();
  }

  private static String parameters(WrappedRows rows) {
    return IntStream.range(0, rows.key().size())
        .mapToObj(i -> ":id" + i)
        .collect(Collectors.joining(", "));
  }

  private static void bind(Query query, List<UUID> id) {
    for (int i = 0; i < id.size(); i++) {
      query.setParameter("id" + i, id.get(i));
    }
  }
}
