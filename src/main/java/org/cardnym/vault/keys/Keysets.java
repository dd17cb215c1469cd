package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditHeads;

/**
 * The keysets in the database: made once, in one transaction, by the first replica that holds the
 * root key; then read.
 */
@ApplicationScoped
class Keysets {
  private static final int FIRST_VERSION = 1;

  private final EntityManager entities;
  private final Keys keys;
  private final Audit audit;
  private final AuditHeads heads;
  private final Clock clock;

  Keysets(EntityManager entities, Keys keys, Audit audit, AuditHeads heads, Clock clock) {
    this.entities = entities;
    this.keys = keys;
    this.audit = audit;
    this.heads = heads;
    this.clock = clock;
  }

  /** The root key that sealed them, or empty where there are none yet. */
  @Transactional
  Optional<String> rootKeyId() {
    List<String> ids =
        entities
            .createQuery("select distinct k.rootKeyId from KeysetRow k", String.class)
            .getResultList();
    if (ids.size() > 1) {
      throw new IllegalStateException("the keysets are sealed under different root keys");
    }
    return ids.stream().findFirst();
  }

  /**
   * Seals all keysets anew, each at a new epoch, and opens each before it is kept; in the caller's
   * transaction, which is to end all or none.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void rekey(RootKey from, RootKey to) {
    entities.createNativeQuery("lock table keyset in exclusive mode").executeUpdate();
    List<KeysetRow> rows =
        entities
            .createQuery("select k from KeysetRow k order by k.purpose", KeysetRow.class)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    if (rows.size() != KeyPurpose.values().length) {
      throw new IllegalStateException("a keyset is missing");
    }
    // Sealed anew, an older one that was put back would have the epoch of the one in use.
    if (rows.stream().anyMatch(row -> row.epoch < keys.of(row.purpose).epoch())) {
      throw new IllegalStateException("a keyset in the database is older than the one in use");
    }
    rows.forEach(row -> KeysetSeal.rekey(from, to, row));
  }

  /** Reads and opens all keysets, or empty where there are none yet. */
  @Transactional
  Optional<Keyring> read(RootKey root) {
    List<KeysetRow> rows =
        entities.createQuery("select k from KeysetRow k", KeysetRow.class).getResultList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var open = new EnumMap<KeyPurpose, OpenKeyset>(KeyPurpose.class);
    for (KeysetRow row : rows) {
      entities.detach(row);
      open.put(row.purpose, open(root, row));
    }
    return Optional.of(new Keyring(open));
  }

  /**
   * Makes every keyset unless another replica did. Their own rows need a MAC, so the keys are used
   * from here on; they are open for others once this is committed.
   */
  @Transactional
  void create(RootKey root) {
    entities.createNativeQuery("lock table keyset in exclusive mode").executeUpdate();
    Optional<Keyring> others = read(root);
    if (others.isPresent()) {
      keys.take(others.get());
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var open = new EnumMap<KeyPurpose, OpenKeyset>(KeyPurpose.class);
    for (KeyPurpose purpose : KeyPurpose.values()) {
      KeysetRow row = KeysetSeal.fresh(root, purpose, FIRST_VERSION);
      entities.persist(row);
      open.put(purpose, open(root, row));
    }
    keys.begin(new Keyring(open));
    for (KeyPurpose purpose : KeyPurpose.values()) {
      entities.persist(version(purpose, now));
    }
    heads.begin();
    audit.record(AuditEvent.done("vault", AuditAction.KEYS_CREATED, root.id()));
  }

  private static OpenKeyset open(RootKey root, KeysetRow row) {
    try {
      return new OpenKeyset(row.purpose, KeysetSeal.open(root, row), row.epoch);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("keyset " + row.purpose + " holds a key of another kind");
    }
  }

  private static KeyVersionRow version(KeyPurpose purpose, Instant now) {
    var row = new KeyVersionRow();
    row.purpose = purpose;
    row.version = FIRST_VERSION;
    row.createdAt = now;
    return row;
  }
}
