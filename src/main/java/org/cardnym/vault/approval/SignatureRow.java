package org.cardnym.vault.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** That one person signed one change, with all that it takes to verify it again. */
@Entity
@Table(name = "approval_signature")
@IdClass(SignatureRow.Key.class)
class SignatureRow extends GuardedRow {
  /** A person signs a change once. */
  record Key(UUID approvalId, UUID approverId) implements Serializable {}

  @Id UUID approvalId = new UUID(0, 0);

  @Id UUID approverId = new UUID(0, 0);

  @Column(nullable = false)
  String actor = "";

  /** As the browser sent them: base64url. */
  @Column(nullable = false)
  String clientData = "";

  @Column(nullable = false)
  String authenticatorData = "";

  @Column(nullable = false)
  String signature = "";

  @Column(nullable = false)
  Instant signedAt = Instant.EPOCH;

  @Override
  protected String table() {
    return "approval_signature";
  }

  @Override
  protected String rowId() {
    return approvalId + "/" + approverId;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(approvalId)
        .add(approverId)
        .add(actor)
        .add(clientData)
        .add(authenticatorData)
        .add(signature)
        .add(signedAt);
  }
}
