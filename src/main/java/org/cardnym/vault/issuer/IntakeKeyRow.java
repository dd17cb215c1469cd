package org.cardnym.vault.issuer;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.cardnym.vault.keys.HoldsKey;
import org.cardnym.vault.keys.WrappedKey;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;

/**
 * A key pair of the vault to which banks seal customers that they move in; its private half sealed
 * under a data key of its own.
 */
@Entity
@Table(name = "intake_key")
@DynamicUpdate
@OptimisticLocking(type = OptimisticLockType.DIRTY)
class IntakeKeyRow extends GuardedRow implements HoldsKey {
  @Id UUID keyId = new UUID(0, 0);

  @Embedded WrappedKey wrapped;

  /** X.509 SubjectPublicKeyInfo. */
  @Column(nullable = false)
  byte[] publicKey = new byte[0];

  /** PKCS #8, sealed. */
  @Column(nullable = false)
  byte[] sealed = new byte[0];

  @Column(nullable = false)
  Instant madeAt = Instant.EPOCH;

  protected IntakeKeyRow() {}

  IntakeKeyRow(UUID keyId, WrappedKey wrapped) {
    this.keyId = keyId;
    this.wrapped = wrapped;
  }

  @Override
  public WrappedKey wrappedKey() {
    return wrapped;
  }

  @Override
  public void rewrapped(WrappedKey anew) {
    wrapped = anew;
  }

  @Override
  public AssociatedData keyOwner() {
    return owner(keyId);
  }

  static AssociatedData owner(UUID keyId) {
    return AssociatedData.of("intake-key/1").with(keyId);
  }

  /** Binds the private half to its row. */
  static AssociatedData binding(UUID keyId) {
    return AssociatedData.of("intake-key-private/1").with(keyId);
  }

  @Override
  public String rowName() {
    return rowId();
  }

  @Override
  protected String table() {
    return "intake_key";
  }

  @Override
  protected String rowId() {
    return keyId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(keyId).add(wrapped).add(publicKey).add(sealed).add(madeAt);
  }
}
