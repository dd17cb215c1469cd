package org.cardnym.vault.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The counters in the database, by the database's clock. A counter has no MAC: whoever can write
 * the table could as well delete a row, which no MAC shows.
 */
@ApplicationScoped
class Counters {
  /**
   * Takes one try, or no row where none is left. The last one begins the lock: from then on nothing
   * is written until the row ends, and no lock is waited for, so that what is refused costs little.
   * Until then rows wait for each other, so parallel tries are counted one by one.
   */
  private static final String TAKE =
      """
      insert into limit_counter as c (limit_name, subject, tries, ends_at)
      select :name, :subject, 1, now() + make_interval(secs => case when :most <= 1 then :lock else :window end)
      where not exists (select 1 from limit_counter f
        where f.limit_name = :name and f.subject = :subject and f.tries >= :most and f.ends_at > now())
      on conflict (limit_name, subject) do update set
        tries = case when c.ends_at <= now() then 1 else c.tries + 1 end,
        ends_at = case
          when c.ends_at <= now() and :most > 1 then now() + make_interval(secs => :window)
          when c.ends_at <= now() or (c.tries + 1 >= :most and :locks) then now() + make_interval(secs => :lock)
          else c.ends_at end
      where c.ends_at <= now() or c.tries < :most
      returning tries
      """;

  /** What has used up its tries stays so: a brake that is on is not let go by one that held. */
  private static final String GIVE_BACK =
      """
      update limit_counter set tries = tries - 1
      where limit_name = :name and subject = :subject and tries > 0 and tries < :most and ends_at > now()
      """;

  private static final String PURGE =
      """
      delete from limit_counter where (limit_name, subject) in (
        select limit_name, subject from limit_counter where ends_at < :before limit :batch for update skip locked)
      """;

  private final EntityManager entities;

  Counters(EntityManager entities) {
    this.entities = entities;
  }

  /** Counts one try among at most {@code most}; committed when this returns. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Attempt take(Limit limit, int most, Subject subject) {
    return taken(limit, most, subject);
  }

  /** What the strictest of a subject's counters says. */
  private Attempt taken(Limit limit, int most, Subject subject) {
    Attempt strictest = Attempt.ALLOWED;
    for (byte[] hash : subject.hashes()) {
      Attempt attempt = taken(limit, most, hash);
      if (attempt.compareTo(strictest) > 0) {
        strictest = attempt;
      }
    }
    return strictest;
  }

  private Attempt taken(Limit limit, int most, byte[] hash) {
    List<?> taken =
        entities
            .createNativeQuery(TAKE, Integer.class)
            .setParameter("name", limit.name())
            .setParameter("subject", hash)
            .setParameter("most", most)
            .setParameter("window", (double) limit.window().toSeconds())
            .setParameter("lock", (double) limit.lockOrWindow().toSeconds())
            .setParameter("locks", limit.locks())
            .getResultList();
    if (taken.isEmpty()) {
      return Attempt.REFUSED;
    }
    return ((Number) taken.getFirst()).intValue() >= most ? Attempt.LAST : Attempt.ALLOWED;
  }

  /**
   * The same for several, in this order and in one transaction: whatever one of them says, all are
   * counted. Callers keep one order, so that they wait for each other and never in a circle.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Attempt> take(List<Counter> counters, ToIntFunction<Limit> most) {
    return counters.stream()
        .map(each -> taken(each.limit(), most.applyAsInt(each.limit()), each.subject()))
        .toList();
  }

  /** Takes one try back from each that has some left; committed when this returns. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void giveBack(List<Counter> counters, ToIntFunction<Limit> most) {
    for (Counter each : counters) {
      for (byte[] hash : each.subject().hashes()) {
        entities
            .createNativeQuery(GIVE_BACK)
            .setParameter("name", each.limit().name())
            .setParameter("subject", hash)
            .setParameter("most", most.applyAsInt(each.limit()))
            .executeUpdate();
      }
    }
  }

  /** Whole seconds until a subject has tries again, at least one. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  long rest(Limit limit, Subject subject) {
    List<?> rest =
        entities
            .createNativeQuery(
                "select cast(ceil(extract(epoch from ends_at - now())) as bigint) from limit_counter"
                    + " where limit_name = :name and subject in (:subjects)")
            .setParameter("name", limit.name())
            .setParameter("subjects", subject.hashes())
            .getResultList();
    return rest.stream().mapToLong(each -> ((Number) each).longValue()).reduce(1, Math::max);
  }

  /** When the last of these subjects has tries again; empty if all have some. Writes nothing. */
  @Transactional
  Optional<Instant> refusedUntil(Limit limit, int most, Collection<Subject> subjects) {
    Object ends =
        entities
            .createNativeQuery(
                "select max(ends_at) from limit_counter where limit_name = :name and subject in"
                    + " (:subjects) and tries >= :most and ends_at > now()",
                Instant.class)
            .setParameter("name", limit.name())
            .setParameter(
                "subjects", subjects.stream().flatMap(each -> each.hashes().stream()).toList())
            .setParameter("most", most)
            .getSingleResult();
    return Optional.ofNullable((Instant) ends);
  }

  /** Forgets their tries, in this order and in one transaction. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void forget(List<Counter> counters) {
    for (Counter each : counters) {
      for (byte[] hash : each.subject().hashes()) {
        entities
            .createNativeQuery(
                "delete from limit_counter where limit_name = :name and subject = :subject")
            .setParameter("name", each.limit().name())
            .setParameter("subject", hash)
            .executeUpdate();
      }
    }
  }

  /** Removes up to {@code batch} rows that ended before then; how many it found. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int purge(Instant before, int batch) {
    return entities
        .createNativeQuery(PURGE)
        .setParameter("before", before)
        .setParameter("batch", batch)
        .executeUpdate();
  }
}
