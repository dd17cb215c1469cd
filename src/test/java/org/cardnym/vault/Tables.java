package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What somebody could do who holds the database's password, but no key. */
@ApplicationScoped
public class Tables {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EntityManager entities;

  Tables(EntityManager entities) {
    this.entities = entities;
  }

  /** Runs a statement, with {@code ?1} and so on for the parameters; how many rows it wrote. */
  public int write(String sql, Object... parameters) {
    return QuarkusTransaction.requiringNew().call(() -> query(sql, parameters).executeUpdate());
  }

  /** The one value that a query finds. */
  public Object read(String sql, Object... parameters) {
    return QuarkusTransaction.requiringNew().call(() -> query(sql, parameters).getSingleResult());
  }

  /** The identifiers that a query finds. */
  public List<UUID> ids(String sql, Object... parameters) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            ((List<?>) query(sql, parameters).getResultList())
                .stream().map(UUID.class::cast).toList());
  }

  /** Waits until a query finds this value. */
  public void await(Object expected, String sql, Object... parameters) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!expected.equals(read(sql, parameters)) && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(read(sql, parameters)).as(sql).isEqualTo(expected);
  }

  /** Writes what the caller's transaction has changed, so that others wait for it. */
  public void flush() {
    entities.flush();
  }

  /** Runs something while nobody can write a table; what writes it is on another thread. */
  public <T> T whileLocked(String table, Supplier<T> meanwhile) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          query("lock table " + table + " in exclusive mode").executeUpdate();
          return meanwhile.get();
        });
  }

  /** The rows of a table as PostgreSQL prints them, byte columns in hex. */
  public List<?> rows(String table) {
    return QuarkusTransaction.requiringNew()
        .call(() -> query("select cast(t as text) from " + table + " t").getResultList());
  }

  private Query query(String sql, Object... parameters) {
    Query query = entities.createNativeQuery(sql);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return query;
  }
}
