package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The versions of every key: their states, and how often each has wrapped. */
@ApplicationScoped
public class KeyVersions {
  /** Where a KEK stops wrapping; half of what SP 800-38D allows a random 96-bit nonce. */
  static final long MAX_WRAPS = 1L << 31;

  /** A version as operators see it. */
  public record View(String purpose, int version, KeyState state, Instant createdAt, long wraps) {}

  private final EntityManager entities;

  KeyVersions(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Counts a wrap in the caller's transaction, which commits only if the version may wrap still.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void countWrap(int version) {
    var key = new KeyVersionRow.Key(KeyPurpose.KEK, version);
    KeyVersionRow row = entities.find(KeyVersionRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    if (row == null || row.state != KeyState.PRIMARY || row.wraps >= MAX_WRAPS) {
      throw new Refusal(ErrorCode.KEY_CLOSED);
    }
    row.wraps++;
  }

  public List<View> list() {
    return entities
        .createQuery(
            "select r from KeyVersionRow r order by r.purpose, r.version", KeyVersionRow.class)
        .getResultList()
        .stream()
        .map(r ->
            new View(
                r.purpose.name().toLowerCase(java.util.Locale.ROOT),
                r.version,
                r.state,
                r.createdAt,
                r.wraps))
        .toList();
  }
}
