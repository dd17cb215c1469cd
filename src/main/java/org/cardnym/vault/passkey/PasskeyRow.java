package org.cardnym.vault.passkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** One passkey of a payer: a credential record (WebAuthn L3 §4). */
@Entity
@Table(name = "passkey")
@IdClass(PasskeyRow.Key.class)
class PasskeyRow extends GuardedRow {
  /** Payer and passkey. */
  record Key(UUID payerId, UUID passkeyId) implements Serializable {}

  @Id UUID payerId = new UUID(0, 0);

  @Id UUID passkeyId = new UUID(0, 0);

  /** 0 to 9; the database lets each be taken once. */
  @Column(nullable = false)
  short place;

  /** SHA-256 of the credential's id, in hex. */
  @Column(nullable = false)
  String credentialHash = "";

  @Column(nullable = false)
  byte[] credentialId = new byte[0];

  /** COSE_Key (RFC 9052 §7). */
  @Column(nullable = false)
  byte[] publicKey = new byte[0];

  @Column(nullable = false)
  byte[] userHandle = new byte[0];

  @Column(nullable = false)
  long signCount;

  @Column(nullable = false)
  boolean backupEligible;

  @Column(nullable = false)
  boolean backedUp;

  @Column(nullable = false)
  UUID aaguid = new UUID(0, 0);

  @Column(nullable = false)
  byte[] name = new byte[0];

  @Column(nullable = false)
  Instant addedAt = Instant.EPOCH;

  @Nullable Instant usedAt;

  /** Since when its counter says that there are two of it. */
  @Nullable Instant suspectAt;

  Credential credential() {
    return Credential.of(this);
  }

  @Override
  protected String table() {
    return "passkey";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.PASSKEY, passkeyId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(payerId)
        .add(passkeyId)
        .add((long) place)
        .add(credentialHash)
        .add(credentialId)
        .add(publicKey)
        .add(userHandle)
        .add(signCount)
        .add(backupEligible)
        .add(backedUp)
        .add(aaguid)
        .add(name)
        .add(addedAt)
        .add(usedAt)
        .add(suspectAt);
  }
}
