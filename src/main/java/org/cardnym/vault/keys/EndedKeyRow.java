package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** The public half of a version whose private half has ended: what it signed is checked still. */
@Entity
@Table(name = "ended_key")
@IdClass(EndedKeyRow.Key.class)
class EndedKeyRow extends GuardedRow {
  /** Purpose and version. */
  record Key(KeyPurpose purpose, int version) implements Serializable {}

  @Id
  @Enumerated(EnumType.STRING)
  KeyPurpose purpose = KeyPurpose.AUDIT;

  @Id int version;

  /** SubjectPublicKeyInfo. */
  @Column(name = "public_key", nullable = false)
  byte[] publicKey = new byte[0];

  @Column(name = "last_batch", nullable = false)
  long lastBatch;

  @Override
  protected String table() {
    return "ended_key";
  }

  @Override
  protected String rowId() {
    return purpose.wire() + "-" + version;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(purpose).add((long) version).add(publicKey).add(lastBatch);
  }
}
