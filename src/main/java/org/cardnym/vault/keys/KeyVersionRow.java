package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** State and use of one key version. */
@Entity
@Table(name = "key_version")
@IdClass(KeyVersionRow.Key.class)
class KeyVersionRow extends GuardedRow {
  /** Purpose and version. */
  record Key(KeyPurpose purpose, int version) implements Serializable {}

  @Id
  @Enumerated(EnumType.STRING)
  KeyPurpose purpose = KeyPurpose.KEK;

  @Id int version;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  KeyState state = KeyState.PRIMARY;

  @Column(nullable = false)
  long wraps;

  @Column(name = "created_at", nullable = false)
  Instant createdAt = Instant.EPOCH;

  @Override
  protected String table() {
    return "key_version";
  }

  @Override
  protected String rowId() {
    return purpose + "/" + version;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(purpose).add((long) version).add(state).add(wraps).add(createdAt);
  }
}
