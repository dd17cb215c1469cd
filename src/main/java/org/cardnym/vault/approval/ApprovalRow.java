package org.cardnym.vault.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** One change that was asked for. */
@Entity
@Table(name = "approval")
class ApprovalRow extends GuardedRow {
  @Id UUID approvalId = new UUID(0, 0);

  @Column(nullable = false)
  String kind = "";

  @Column(nullable = false)
  String subject = "";

  /** The change, as JSON. */
  @Column(nullable = false)
  String asked = "";

  /** What it depends on, as it was when it was asked for. */
  @Column(nullable = false)
  String standing = "";

  @Column(nullable = false)
  String reason = "";

  @Column(nullable = false)
  String requestedBy = "";

  @Column(nullable = false)
  Instant requestedAt = Instant.EPOCH;

  @Column(nullable = false)
  Instant expiresAt = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  ApprovalState state = ApprovalState.WAITING;

  @Nullable Instant endedAt;

  /** Who rejected it, or why it was refused. */
  @Nullable String because;

  /** All that a signature is for. */
  byte[] digest() {
    return Digests.of(
        "change",
        approvalId.toString(),
        kind,
        subject,
        asked,
        standing,
        reason,
        requestedBy,
        expiresAt.toString());
  }

  @Override
  protected String table() {
    return "approval";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.APPROVAL, approvalId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(approvalId)
        .add(kind)
        .add(subject)
        .add(asked)
        .add(standing)
        .add(reason)
        .add(requestedBy)
        .add(requestedAt)
        .add(expiresAt)
        .add(state)
        .add(endedAt)
        .add(because);
  }
}
