package org.cardnym.vault.portfolio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.cardnym.vault.audit.Replica;

/** What each replica has done of a move: to be shown, it decides nothing. */
@ApplicationScoped
class MoveProgress {
  /**
   * All replicas together.
   *
   * @param pace cards in the last second, 0 where it has not gone on for a while
   */
  record Sum(MoveTally tally, long pace) {}

  private final EntityManager entities;

  MoveProgress(EntityManager entities) {
    this.entities = entities;
  }

  /** In the transaction that moves the cards. */
  @Transactional(Transactional.TxType.MANDATORY)
  void add(UUID moveId, MoveTally tally) {
    entities
        .createNativeQuery(
            "insert into bank_move_progress as p (move_id, replica_id, moved, outside, elsewhere,"
                + " refused, seen_at) values (:move, :me, :moved, :outside, :elsewhere, :refused,"
                + " now()) on conflict (move_id, replica_id) do update set moved = p.moved +"
                + " excluded.moved, outside = p.outside + excluded.outside, elsewhere = p.elsewhere"
                + " + excluded.elsewhere, refused = p.refused + excluded.refused, seen_at ="
                + " excluded.seen_at")
        .setParameter("move", moveId)
        .setParameter("me", Replica.ID)
        .setParameter("moved", tally.moved())
        .setParameter("outside", tally.outside())
        .setParameter("elsewhere", tally.elsewhere())
        .setParameter("refused", tally.refused())
        .executeUpdate();
  }

  /** How many cards this replica looked at in its last second. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void pace(UUID moveId, long cards) {
    entities
        .createNativeQuery(
            "update bank_move_progress set pace = :pace, seen_at = now() where move_id = :move and"
                + " replica_id = :me")
        .setParameter("pace", cards)
        .setParameter("move", moveId)
        .setParameter("me", Replica.ID)
        .executeUpdate();
  }

  @Transactional
  Sum of(UUID moveId) {
    Object[] sums =
        (Object[])
            entities
                .createNativeQuery(
                    "select coalesce(sum(moved), 0), coalesce(sum(outside), 0),"
                        + " coalesce(sum(elsewhere), 0), coalesce(sum(refused), 0),"
                        + " coalesce(sum(pace) filter (where seen_at > now() - interval '10"
                        + " seconds'), 0) from bank_move_progress where move_id = :move",
                    Object[].class)
                .setParameter("move", moveId)
                .getSingleResult();
    return new Sum(
        new MoveTally(number(sums[0]), number(sums[1]), number(sums[2]), number(sums[3])),
        number(sums[4]));
  }

  private static long number(Object sum) {
    return ((Number) sum).longValue();
  }
}
