package org.cardnym.vault.approval;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign.
 *
 * @param actor as the trail names them
 */
public record Approver(
    UUID id,
    String issuer,
    String subject,
    String actor,
    Instant enrolledAt,
    @Nullable Instant usedAt) {
  static Approver of(ApproverRow row) {
    return new Approver(
        row.approverId, row.issuer, row.subject, row.actor, row.enrolledAt, row.usedAt);
  }
}
