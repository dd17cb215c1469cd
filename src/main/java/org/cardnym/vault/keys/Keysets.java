package org.cardnym.vault.keys;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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
      KeysetRow row = fresh(root, purpose);
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

  private static KeysetRow fresh(RootKey root, KeyPurpose purpose) {
    var row = new KeysetRow();
    row.purpose = purpose;
    row.epoch = 1;
    row.rootKeyId = root.id();
    try {
      KeysetHandle handle =
          KeysetHandle.newBuilder()
              .setConfiguration(purpose.configuration())
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(purpose.parameters())
                      .withFixedId(FIRST_VERSION)
                      .makePrimary())
              .build();
      row.sealed =
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              handle, root.aead(), binding(row), purpose.configuration());
      return row;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a keyset can't be made for " + purpose, broken);
    }
  }

  private static OpenKeyset open(RootKey root, KeysetRow row) {
    try {
      KeysetHandle handle =
          TinkProtoKeysetFormat.parseEncryptedKeyset(
              row.sealed, root.aead(), binding(row), row.purpose.configuration());
      return new OpenKeyset(row.purpose, handle, row.epoch);
    } catch (GeneralSecurityException notOurs) {
      throw new IllegalStateException(
          "keyset " + row.purpose + " does not open under this root key");
    }
  }

  private static byte[] binding(KeysetRow row) {
    return AssociatedData.of("keyset/1")
        .with(row.purpose.name())
        .with(row.epoch)
        .with(row.rootKeyId)
        .bytes();
  }

  private static KeyVersionRow version(KeyPurpose purpose, Instant now) {
    var row = new KeyVersionRow();
    row.purpose = purpose;
    row.version = FIRST_VERSION;
    row.createdAt = now;
    return row;
  }
}
