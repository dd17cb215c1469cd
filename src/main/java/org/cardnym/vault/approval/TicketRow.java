package org.cardnym.vault.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/**
 * The right to open one page: of a person who has just signed in, for one change or for their own
 * enrolment.
 */
@Entity
@Table(name = "approval_ticket")
class TicketRow extends GuardedRow {
  /** SHA-256 of the secret in the page's address, in hex. */
  @Id String secretHash = "";

  /** The change, or null for an enrolment. */
  @Nullable UUID approvalId;

  /** Who signs it, or null for an enrolment. */
  @Nullable UUID approverId;

  /** The hash of the code that an enrolment came by; null for a signature. */
  @Nullable String invitation;

  @Column(nullable = false)
  String issuer = "";

  @Column(nullable = false)
  String subject = "";

  @Column(nullable = false)
  String actor = "";

  @Column(nullable = false)
  Instant expiresAt = Instant.EPOCH;

  @Nullable Instant usedAt;

  /** What an enrolment's new passkey is for. */
  byte[] enrolment() {
    return Digests.of("enrolment", secretHash, issuer, subject);
  }

  @Override
  protected String table() {
    return "approval_ticket";
  }

  @Override
  protected String rowId() {
    return secretHash.substring(0, Math.min(16, secretHash.length()));
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(secretHash)
        .add(approvalId)
        .add(approverId)
        .add(issuer)
        .add(subject)
        .add(actor)
        .add(expiresAt)
        .add(usedAt);
    // Only where it says something: rows from before this column check as they are.
    if (invitation != null) {
      deciding.add("invitation").add(invitation);
    }
  }
}
