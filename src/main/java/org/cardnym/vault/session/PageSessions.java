package org.cardnym.vault.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of the vault's own pages: 15 minutes idle, 12 hours at most, a new secret on every
 * proof. The cookie holds the session's identifier and 128 random bits; the database only their
 * hash.
 */
@ApplicationScoped
public class PageSessions {
  /** The cookie's name. */
  public static final String COOKIE = "__Host-enrol";

  private static final char SEPARATOR = '.';

  private final EntityManager entities;
  private final Clock clock;

  PageSessions(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Begins a session; set its cookie. */
  @Transactional
  public PageSession begin(@Nullable UUID payerId) {
    var row = new PageSessionRow();
    row.begunAt = now();
    row.seenAt = row.begunAt;
    row.sessionId = Uuids.next(row.begunAt);
    row.payerId = payerId;
    Cookie cookie = secure(row);
    entities.persist(row);
    return row.view(cookie);
  }

  /**
   * The session of a cookie's value.
   *
   * @throws Refusal {@link ErrorCode#SESSION_ENDED} if there is none, or it has ended
   */
  @Transactional
  public PageSession require(@Nullable String cookieValue) {
    String value = cookieValue == null ? "" : cookieValue;
    int split = value.indexOf(SEPARATOR);
    if (split < 0) {
      throw new Refusal(ErrorCode.SESSION_ENDED);
    }
    PageSessionRow row = alive(id(value.substring(0, split)), value.substring(split + 1));
    if (row.stale(now())) {
      // Locked before it is written: a proof may be giving it another secret right now.
      lock(row);
      requireSecret(row, value.substring(split + 1));
      row.seenAt = now();
    }
    return row.view(cookie(value));
  }

  /**
   * Notes a proof and gives a new secret; the old one is dead at once. Set the new cookie.
   *
   * @throws Refusal {@link ErrorCode#SESSION_ENDED} if the session ended meanwhile, or another
   *     request renewed it first
   */
  @Transactional
  public PageSession renew(PageSession session, Instant provenAt) {
    String value = session.cookie().value();
    String secret = value.substring(value.indexOf(SEPARATOR) + 1);
    PageSessionRow row = alive(session.id(), secret);
    lock(row);
    requireSecret(row, secret);
    row.seenAt = now();
    row.provenAt = provenAt.truncatedTo(ChronoUnit.MICROS);
    return row.view(secure(row));
  }

  /** Ends a session; answer with {@link Cookie#removal}. */
  @Transactional
  public void end(PageSession session) {
    PageSessionRow row = entities.find(PageSessionRow.class, session.id());
    if (row != null) {
      entities.remove(row);
    }
  }

  /** Ends every session of a payer. */
  @Transactional
  public void endAll(UUID payerId) {
    entities
        .createQuery("delete from PageSessionRow s where s.payerId = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  /** Ends every session of a payer but this one; how many there were. */
  @Transactional
  public int endOthers(UUID payerId, PageSession kept) {
    return entities
        .createQuery(
            "delete from PageSessionRow s where s.payerId = :payer and s.sessionId <> :kept")
        .setParameter("payer", payerId)
        .setParameter("kept", kept.id())
        .executeUpdate();
  }

  /** Removes up to {@code batch} sessions not seen since then; how many there were. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int purge(Instant before, int batch) {
    return entities
        .createNativeQuery(
            "delete from page_session where session_id in (select session_id from page_session"
                + " where seen_at < :before limit :batch for update skip locked)")
        .setParameter("before", before)
        .setParameter("batch", batch)
        .executeUpdate();
  }

  private PageSessionRow alive(UUID id, String secret) {
    PageSessionRow row = entities.find(PageSessionRow.class, id);
    if (row == null) {
      throw new Refusal(ErrorCode.SESSION_ENDED);
    }
    requireSecret(row, secret);
    return row;
  }

  private void requireSecret(PageSessionRow row, String secret) {
    if (!Secrets.matches(secret, row.secretHash) || row.ended(now())) {
      throw new Refusal(ErrorCode.SESSION_ENDED);
    }
  }

  private void lock(PageSessionRow row) {
    entities.flush();
    entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
  }

  private static Cookie secure(PageSessionRow row) {
    String secret = Uuids.nonce();
    row.secretHash = Secrets.hash(secret);
    return cookie(TypeId.of(IdKind.SESSION, row.sessionId) + SEPARATOR + secret);
  }

  private static Cookie cookie(String value) {
    return Cookie.of(COOKIE, value, PageSessionRow.LONGEST, Cookie.SameSite.STRICT);
  }

  private static UUID id(String text) {
    try {
      return TypeId.parse(IdKind.SESSION, text);
    } catch (Refusal notOurs) {
      throw new Refusal(ErrorCode.SESSION_ENDED);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
