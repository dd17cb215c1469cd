package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A keyset, sealed by the root key and bound to purpose and epoch. */
@Entity
@Table(name = "keyset")
class KeysetRow {
  @Id
  @Enumerated(EnumType.STRING)
  KeyPurpose purpose = KeyPurpose.KEK;

  @Column(nullable = false)
  long epoch;

  @Column(name = "root_key_id", nullable = false)
  String rootKeyId = "";

  @Column(nullable = false)
  byte[] sealed = new byte[0];
}
