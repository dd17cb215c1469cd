package org.cardnym.vault.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.cardnym.vault.passkey.KeptPasskey;
import org.jspecify.annotations.Nullable;

/** A person who may sign, and their passkey. One who is removed stays, for what they signed. */
@Entity
@Table(name = "approver")
class ApproverRow extends GuardedRow {
  @Id UUID approverId = new UUID(0, 0);

  @Column(nullable = false)
  String issuer = "";

  @Column(nullable = false)
  String subject = "";

  @Column(nullable = false)
  String actor = "";

  @Column(nullable = false)
  String credentialId = "";

  @Column(nullable = false)
  String publicKey = "";

  @Column(nullable = false)
  String userHandle = "";

  @Column(nullable = false)
  long signCount;

  @Column(nullable = false)
  boolean backupEligible;

  @Column(nullable = false)
  boolean backedUp;

  @Column(nullable = false)
  UUID aaguid = new UUID(0, 0);

  @Column(nullable = false)
  Instant enrolledAt = Instant.EPOCH;

  /** The hash of the code they came by; null for one who came before it was kept. */
  @Nullable String invitation;

  @Nullable Instant usedAt;

  @Nullable Instant removedAt;

  boolean may() {
    return removedAt == null;
  }

  KeptPasskey passkey() {
    return new KeptPasskey(
        credentialId, publicKey, userHandle, signCount, backupEligible, backedUp, aaguid);
  }

  void keep(KeptPasskey passkey) {
    credentialId = passkey.id();
    publicKey = passkey.publicKey();
    userHandle = passkey.userHandle();
    signCount = passkey.signCount();
    backupEligible = passkey.backupEligible();
    backedUp = passkey.backedUp();
    aaguid = passkey.aaguid();
  }

  @Override
  protected String table() {
    return "approver";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.APPROVER, approverId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(approverId)
        .add(issuer)
        .add(subject)
        .add(actor)
        .add(credentialId)
        .add(publicKey)
        .add(userHandle)
        .add(signCount)
        .add(backupEligible)
        .add(backedUp)
        .add(aaguid)
        .add(enrolledAt)
        .add(usedAt)
        .add(removedAt);
    // Only where it says something: rows from before this column check as they are.
    if (invitation != null) {
      deciding.add("invitation").add(invitation);
    }
  }
}
