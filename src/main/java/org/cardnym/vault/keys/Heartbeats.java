package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.audit.Replica;
import org.cardnym.vault.readiness.Schema;

/** Which replicas live, and the key epochs each works with. */
@ApplicationScoped
public class Heartbeats {
  /** A replica as operators see it. */
  public record View(String replica, String epochs, Instant startedAt, Instant seenAt) {
    /** The epoch that it works with; 0 if it reports none. */
    long epoch(KeyPurpose purpose) {
      return value(purpose.name()).map(Long::parseLong).orElse(0L);
    }

    /** The digest of the next root-key file that it has opened, if it has. */
    Optional<String> nextRootKey() {
      return value(NEXT);
    }

    /** The newest migration that its release knows; empty where it does not say. */
    String release() {
      return value(RELEASE).orElse("");
    }

    private Optional<String> value(String name) {
      String mine = name + "=";
      return Arrays.stream(epochs.split(","))
          .filter(each -> each.startsWith(mine))
          .map(each -> each.substring(mine.length()))
          .findFirst();
    }
  }

  private static final String NEXT = "NEXT";
  private static final String RELEASE = "RELEASE";

  private final EntityManager entities;
  private final Schema schema;

  /** What this replica said last. */
  private volatile Optional<String> next = Optional.empty();

  Heartbeats(EntityManager entities, Schema schema) {
    this.entities = entities;
    this.schema = schema;
  }

  /** With the digest of the next root-key file that this replica has opened. */
  void beat(String epochs, Optional<String> nextRootKey) {
    next = nextRootKey;
    beat(epochs);
  }

  /** Between two looks at the next root key: it is still what it was. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void beat(String epochs) {
    entities
        .createNativeQuery(
            "insert into replica (replica_id, epochs, started_at, seen_at) values (:me, :epochs, now(), now())"
                + " on conflict (replica_id) do update set epochs = excluded.epochs, seen_at = now()")
        .setParameter("me", Replica.ID)
        .setParameter("epochs", epochs + more())
        .executeUpdate();
  }

  private String more() {
    String known = "," + RELEASE + "=" + schema.newest();
    return next.map(file -> "," + NEXT + "=" + file).orElse("") + known;
  }

  /** True while replicas of several releases live, as during an upgrade. */
  boolean mixed() {
    return live().stream().map(View::release).distinct().count() > 1;
  }

  /** Replicas seen within the last minute. */
  @Transactional
  public List<View> live() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select cast(replica_id as text), epochs, started_at, seen_at from replica"
                    + " where seen_at > now() - interval '1 minute' order by started_at",
                Object[].class)
            .getResultList();
    return rows.stream()
        .map(r -> new View((String) r[0], (String) r[1], (Instant) r[2], (Instant) r[3]))
        .toList();
  }
}
