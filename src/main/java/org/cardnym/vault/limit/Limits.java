package org.cardnym.vault.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Counts tries, before they are judged. Each count is committed in a transaction of its own, so
 * nothing that happens to the try can take it back, and any number of parallel tries are judged at
 * most as often as the limit says. Call it outside of a transaction: inside of one it needs a
 * second connection.
 */
@Startup
@ApplicationScoped
public class Limits {
  private static final Logger LOG = Logger.getLogger(Limits.class);

  private final Counters counters;
  private final Map<Limit, Integer> tries;
  private final MeterRegistry meters;

  Limits(Counters counters, LimitSettings settings, MeterRegistry meters) {
    this.counters = counters;
    this.tries = settings.tries();
    this.meters = meters;
    for (Limit limit : Limit.values()) {
      count("cardnym_limit_refusals", limit, 0);
      count("cardnym_limit_last_tries", limit, 0);
    }
  }

  /** Counts a try; true if it may be judged. */
  public boolean tryNow(Limit limit, Subject subject) {
    return attempt(limit, subject).mayBeJudged();
  }

  /**
   * Counts a try, and says also whether it is the last. While counters can't be written, each limit
   * does as it says it does.
   */
  public Attempt attempt(Limit limit, Subject subject) {
    Attempt attempt;
    try {
      attempt = counters.take(limit, most(limit), subject);
    } catch (RuntimeException unavailable) {
      attempt = uncounted(limit, unavailable);
    }
    return told(limit, attempt);
  }

  /**
   * Counts one try in each of these, whatever the others say, in one transaction; the answers in
   * the same order, which is the same wherever several of them are counted together.
   */
  public List<Attempt> attempts(List<Counter> each) {
    List<Attempt> attempts;
    try {
      attempts = counters.take(each, this::most);
    } catch (RuntimeException unavailable) {
      attempts = each.stream().map(one -> uncounted(one.limit(), unavailable)).toList();
    }
    for (int i = 0; i < each.size(); i++) {
      told(each.get(i).limit(), attempts.get(i));
    }
    return attempts;
  }

  private static Attempt uncounted(Limit limit, RuntimeException unavailable) {
    missed(limit, unavailable);
    return limit.refusesOnError() ? Attempt.REFUSED : Attempt.ALLOWED;
  }

  /** Each bucket that runs dry says so once, and whom it belongs to says nobody. */
  private Attempt told(Limit limit, Attempt attempt) {
    if (attempt == Attempt.REFUSED) {
      count("cardnym_limit_refusals", limit, 1);
    } else if (attempt == Attempt.LAST) {
      count("cardnym_limit_last_tries", limit, 1);
      LOG.infof("limit_reached limit=%s", limit);
    }
    return attempt;
  }

  /**
   * Counts a try that only a limit can refuse.
   *
   * @throws Refusal {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public void require(Limit limit, Subject subject) {
    if (!tryNow(limit, subject)) {
      throw new Refusal(ErrorCode.TOO_MANY_REQUESTS);
    }
  }

  /**
   * The same for a subject that is the caller itself, who is told when to come back. Of a subject
   * that others share, that would tell what they did.
   *
   * @throws Refusal {@link ErrorCode#TOO_MANY_REQUESTS} with {@code retryAfterSeconds}
   */
  public void requireOwn(Limit limit, Subject subject) {
    if (!tryNow(limit, subject)) {
      throw new Refusal(
          ErrorCode.TOO_MANY_REQUESTS, Map.of("retryAfterSeconds", rest(limit, subject)));
    }
  }

  /**
   * Until when the tries of any of these subjects are used up; empty if none's are. Counts nothing,
   * and may be called within a transaction.
   */
  public Optional<Instant> refusedUntil(Limit limit, Collection<Subject> subjects) {
    return subjects.isEmpty()
        ? Optional.empty()
        : counters.refusedUntil(limit, most(limit), subjects);
  }

  private long rest(Limit limit, Subject subject) {
    try {
      return counters.rest(limit, subject);
    } catch (RuntimeException unavailable) {
      return limit.lockOrWindow().toSeconds();
    }
  }

  /** Forgets a subject's tries, after one that succeeded; where that fails they stay counted. */
  public void reset(Limit limit, Subject subject) {
    reset(List.of(new Counter(limit, subject)));
  }

  /** The same for several, in one transaction. */
  public void reset(List<Counter> each) {
    try {
      counters.forget(each);
    } catch (RuntimeException unavailable) {
      each.forEach(one -> missed(one.limit(), unavailable));
    }
  }

  /**
   * Gives back one try of each, in one transaction, where only tries that fail shall count; a
   * subject whose tries are used up gets none back.
   */
  public void giveBack(List<Counter> each) {
    try {
      counters.giveBack(each, this::most);
    } catch (RuntimeException unavailable) {
      each.forEach(one -> missed(one.limit(), unavailable));
    }
  }

  private static void missed(Limit limit, RuntimeException unavailable) {
    LOG.errorf(
        "limit_store_unavailable limit=%s cause=%s", limit, unavailable.getClass().getSimpleName());
  }

  private int most(Limit limit) {
    return tries.getOrDefault(limit, limit.tries()) / limit.parts();
  }

  private void count(String name, Limit limit, int count) {
    meters.counter(name, "limit", limit.name()).increment(count);
  }
}
