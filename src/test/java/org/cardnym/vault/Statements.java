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
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  /** Begins to count anew. */
  public static void forget() {
    SEEN.clear();
  }

  /** What was made since, in its order. */
  public static List<String> seen() {
    return List.copyOf(SEEN);
  }

  @Override
  public String inspect(String sql) {
    if (Thread.currentThread().getName().startsWith("quarkus-virtual-thread-")) {
      SEEN.add(sql);
    }
    return sql;
  }
}
