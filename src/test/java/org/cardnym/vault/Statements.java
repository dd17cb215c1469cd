package org.cardnym.vault;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * The statements of requests and of what they begin: those of Quarkus' virtual threads. Nothing
 * that is scheduled runs on one; alarms and webhooks, maybe of an earlier test, have their own.
 */
@PersistenceUnitExtension
public class Statements implements StatementInspector {
  private static final long serialVersionUID = 1L;
  private static final List<Made> SEEN = new CopyOnWriteArrayList<>();

  private record Made(Thread by, String sql) {}

  /** Begins to count anew. */
  public static void forget() {
    SEEN.clear();
  }

  /** What was made since, in its order. */
  public static List<String> seen() {
    return SEEN.stream().map(Made::sql).toList();
  }

  /**
   * What one request made since, on its own thread, from the first that was counted against a
   * limit: an earlier test's payment may still wait for its bank.
   */
  public static List<String> ofRequest() {
    List<Made> all = List.copyOf(SEEN);
    return all.stream()
        .filter(made -> made.sql().contains("limit_counter"))
        .findFirst()
        .map(first ->
            all.stream().filter(made -> made.by().equals(first.by())).map(Made::sql).toList())
        .orElse(List.of());
  }

  @Override
  public String inspect(String sql) {
    if (Thread.currentThread().getName().startsWith("quarkus-virtual-thread-")) {
      SEEN.add(new Made(Thread.currentThread(), sql));
    }
    return sql;
  }
}
