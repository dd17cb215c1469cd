package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The versions of every key: their states, and how often each has wrapped. */
@ApplicationScoped
public class KeyVersions {
  /** Where a KEK stops wrapping; half of what SP 800-38D allows a random 96-bit nonce. */
  static final long MAX_WRAPS = 1L << 31;

  /**
   * A version as operators see it.
   *
   * @param dueAt when it is due to be replaced; null where it makes nothing new any more
   */
  public record View(
      String purpose,
      int version,
      KeyState state,
      Instant createdAt,
      @Nullable Instant dueAt,
      long wraps) {}

  private static final int LOOKS = 3;

  private final EntityManager entities;
  private final KeyPeriod period;

  KeyVersions(EntityManager entities, KeyPeriod period) {
    this.entities = entities;
    this.period = period;
  }

  /**
   * Counts wraps by a version of the KEK in the caller's transaction; false, and nothing counted,
   * if that version may not wrap so often any more. Who counts holds the version's row until the
   * commit, so a version that was closed has no wrap under way.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean count(int version, int wraps) {
    KeyVersionRow row = find(KeyPurpose.KEK, version);
    if (row == null || row.state != KeyState.PRIMARY || row.wraps > MAX_WRAPS - wraps) {
      return false;
    }
    row.wraps += wraps;
    return true;
  }

  public List<View> list() {
    return rows().stream()
        .map(r ->
            new View(
                r.purpose.wire(),
                r.version,
                r.state,
                r.createdAt,
                r.state == KeyState.PRIMARY ? period.due(r.createdAt) : null,
                r.wraps))
        .toList();
  }

  List<KeyVersionRow> rows() {
    return entities
        .createQuery(
            "select r from KeyVersionRow r order by r.purpose, r.version", KeyVersionRow.class)
        .getResultList();
  }

  List<KeyVersionRow> rows(KeyPurpose purpose) {
    return rows().stream().filter(row -> row.purpose == purpose).toList();
  }

  /** The version that makes what is new. */
  KeyVersionRow primary(KeyPurpose purpose) {
    return rows(purpose).stream()
        .filter(row -> row.state == KeyState.PRIMARY)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The version that makes what is new, which no other does before the caller's transaction ends:
   * whoever claims something under it meets everybody who claims the same.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public int kept(KeyPurpose purpose) {
    List<Integer> found = List.of();
    // Whoever waited for a rotation sees the old version, closed, and looks again for the new one.
    for (int looks = 0; found.isEmpty() && looks < LOOKS; looks++) {
      found =
          entities
              .createNativeQuery(
                  "select version from key_version where purpose = :purpose and state = 'PRIMARY'"
                      + " for share",
                  Integer.class)
              .setParameter("purpose", purpose.name())
              .getResultList();
    }
    if (found.size() != 1) {
      throw new Refusal(ErrorCode.KEYS_STALE);
    }
    KeyVersionRow row =
        entities.find(KeyVersionRow.class, new KeyVersionRow.Key(purpose, found.getFirst()));
    entities.refresh(row);
    if (row.state != KeyState.PRIMARY) {
      throw new Refusal(ErrorCode.KEYS_STALE);
    }
    return row.version;
  }

  /**
   * A version under its lock.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  KeyVersionRow locked(KeyPurpose purpose, int version) {
    KeyVersionRow row = find(purpose, version);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private @Nullable KeyVersionRow find(KeyPurpose purpose, int version) {
    return entities.find(
        KeyVersionRow.class,
        new KeyVersionRow.Key(purpose, version),
        LockModeType.PESSIMISTIC_WRITE);
  }
}
