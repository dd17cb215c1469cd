package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/**
 * Work that one replica at a time may do, judged by the database's clock. A lease beyond what any
 * replica takes was written by somebody else, and keeps nobody from the work.
 */
@ApplicationScoped
public class Leases {
  private final EntityManager entities;

  Leases(EntityManager entities) {
    this.entities = entities;
  }

  /** Takes or renews the lease; true if this replica holds it for the next {@code seconds}. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean hold(String name, int seconds) {
    return entities
            .createNativeQuery(
                "insert into lease as l (name, holder, until) values (:name, :me, now() + make_interval(secs => :seconds))"
                    + " on conflict (name) do update set holder = excluded.holder, until = excluded.until"
                    + " where l.holder = excluded.holder or l.until < now()"
                    + " or l.until > now() + make_interval(secs => 2 * :seconds)")
            .setParameter("name", name)
            .setParameter("me", Replica.ID)
            .setParameter("seconds", (double) seconds)
            .executeUpdate()
        == 1;
  }
}
