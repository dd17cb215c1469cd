package org.cardnym.vault.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.IndexKeys;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that have paid before, by a signed, long-lived cookie. Known or not, a name is asked for
 * by the same statement.
 */
@ApplicationScoped
public class KnownBrowsers {
  private static final Logger LOG = Logger.getLogger(KnownBrowsers.class);

  /** The cookie's name. */
  public static final String COOKIE = "__Host-browser";

  /** As long as browsers keep a cookie (RFC 6265bis §5.5), and no longer known here either. */
  static final Duration LIFE = Duration.ofDays(400);

  /** Browsers a payer may be known in; the one that paid longest ago makes room. */
  static final int MOST = 20;

  private static final String LABEL = "browser";
  private static final UUID NO_BROWSER = new UUID(0, 0);

  /** A payment that a recognizable browser has made. */
  record Paid(UUID payerId, int indexVersion, String aliasIndex, UUID browserId) {}

  private final EntityManager entities;
  private final IndexKeys keys;
  private final Clock clock;
  private final Event<Paid> paid;

  KnownBrowsers(EntityManager entities, IndexKeys keys, Clock clock, Event<Paid> paid) {
    this.entities = entities;
    this.keys = keys;
    this.clock = clock;
    this.paid = paid;
  }

  /** The browser that a cookie's value names, if this vault signed it. */
  public Optional<UUID> read(@Nullable String cookieValue) {
    if (cookieValue == null || cookieValue.length() > 100) {
      return Optional.empty();
    }
    int split = cookieValue.indexOf('.');
    if (split < 0) {
      return Optional.empty();
    }
    UUID browserId = uuid(cookieValue.substring(0, split));
    return browserId != null
            && keys.isSecret(LABEL, Uuids.bytes(browserId), cookieValue.substring(split + 1))
        ? Optional.of(browserId)
        : Optional.empty();
  }

  /** True if this browser has paid as this payer. */
  @Transactional
  public boolean paidBefore(UUID payerId, @Nullable UUID browserId) {
    var key = new KnownBrowserRow.Key(payerId, browserId == null ? NO_BROWSER : browserId);
    KnownBrowserRow row = entities.find(KnownBrowserRow.class, key);
    return row != null && row.lastPaidAt.isAfter(oldest());
  }

  /**
   * True if this browser has paid with this name, held or not; the name by its index values, of
   * which any does.
   */
  @Transactional
  public boolean knownFor(Collection<String> aliasIndexes, @Nullable UUID browserId) {
    return !entities
        .createQuery(
            "select b from KnownBrowserRow b where b.aliasIndex in (:names) and b.browserId = :browser"
                + " and b.lastPaidAt > :oldest",
            KnownBrowserRow.class)
        .setParameter("oldest", oldest())
        .setParameter("names", aliasIndexes)
        .setParameter("browser", browserId == null ? NO_BROWSER : browserId)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /**
   * The cookie that makes this browser recognizable, for the browser that has just given a payer's
   * proofs; it says nothing about payments until one is remembered.
   */
  public Cookie cookie(UUID browserId) {
    String value = browserId + "." + keys.secret(LABEL, Uuids.bytes(browserId));
    return Cookie.of(COOKIE, value, LIFE, Cookie.SameSite.LAX);
  }

  /**
   * Notes, once the caller's transaction is committed, that this browser has paid; one that isn't
   * recognizable is not remembered. What befalls the note never touches the payment.
   *
   * @param indexVersion of the key that made the name's index value
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void remember(
      UUID payerId, int indexVersion, String aliasIndex, @Nullable UUID browserId) {
    if (browserId != null) {
      paid.fire(new Paid(payerId, indexVersion, aliasIndex, browserId));
    }
  }

  /** Puts in the name's index value under another key, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void reindex(UUID payerId, UUID browserId, int indexVersion, String aliasIndex) {
    KnownBrowserRow row =
        entities.find(KnownBrowserRow.class, new KnownBrowserRow.Key(payerId, browserId));
    if (row != null) {
      row.aliasIndexVersion = indexVersion;
      row.aliasIndex = aliasIndex;
    }
  }

  void note(@Observes(during = TransactionPhase.AFTER_SUCCESS) Paid by) {
    try {
      QuarkusTransaction.requiringNew().run(() -> write(by));
    } catch (RuntimeException twin) {
      // Two payments of one browser ended at once, or the database is gone; either way it may be
      // noted at the next payment.
      LOG.infof("browser_not_noted cause=%s", twin.getClass().getSimpleName());
    }
  }

  /** When a browser paid for the first time and for the last. */
  public record Known(UUID id, Instant firstPaidAt, Instant lastPaidAt) {}

  /** The browsers that a payer is known in, the one that paid last first. */
  @Transactional
  public List<Known> of(UUID payerId) {
    return rows(payerId).stream()
        .map(row -> new Known(row.browserId, row.firstPaidAt, row.lastPaidAt))
        .toList();
  }

  /** The same browsers by their identifiers: whoever counts their tries needs them. */
  @Transactional
  public List<UUID> ids(UUID payerId) {
    return rows(payerId).stream().map(row -> row.browserId).toList();
  }

  /** Forgets all browsers of a payer, in the caller's transaction; how many there were. */
  @Transactional(Transactional.TxType.MANDATORY)
  public int forget(UUID payerId) {
    return entities
        .createQuery("delete from KnownBrowserRow b where b.payerId = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  /** Forgets one, in the caller's transaction; false if the payer is not known in it. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean forget(UUID payerId, UUID browserId) {
    return entities
            .createQuery(
                "delete from KnownBrowserRow b where b.payerId = :payer and b.browserId = :browser")
            .setParameter("payer", payerId)
            .setParameter("browser", browserId)
            .executeUpdate()
        > 0;
  }

  /** Forgets up to {@code most} browsers that have not paid since then; how many there were. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int purge(Instant before, int most) {
    return entities
        .createNativeQuery(
            "delete from known_browser where (payer_id, browser_id) in (select payer_id, browser_id"
                + " from known_browser where last_paid_at < :before limit :most for update skip"
                + " locked)")
        .setParameter("before", before)
        .setParameter("most", most)
        .executeUpdate();
  }

  private Instant oldest() {
    return clock.instant().minus(LIFE);
  }

  private void write(Paid by) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var key = new KnownBrowserRow.Key(by.payerId(), by.browserId());
    KnownBrowserRow row = entities.find(KnownBrowserRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    boolean first = row == null;
    if (row == null) {
      makeRoom(by.payerId());
      row = new KnownBrowserRow();
      row.payerId = by.payerId();
      row.browserId = by.browserId();
      row.firstPaidAt = now;
    }
    row.aliasIndexVersion = by.indexVersion();
    row.aliasIndex = by.aliasIndex();
    row.lastPaidAt = now;
    if (first) {
      entities.persist(row);
      entities.flush();
    }
  }

  private void makeRoom(UUID payerId) {
    rows(payerId).stream().skip(MOST - 1L).forEach(entities::remove);
  }

  private List<KnownBrowserRow> rows(UUID payerId) {
    return entities
        .createQuery(
            "select b from KnownBrowserRow b where b.payerId = :payer order by b.lastPaidAt desc",
            KnownBrowserRow.class)
        .setParameter("payer", payerId)
        .getResultList();
  }

  private static @Nullable UUID uuid(String text) {
    try {
      UUID read = UUID.fromString(text);
      return read.toString().equals(text) ? read : null;
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }
}
