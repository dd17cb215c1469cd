package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.approval.Approval;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

/**
 * A request for a change that two people must sign.
 *
 * @param missing signatures that it still waits for
 * @param change in words, where one request is shown and could still be made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApprovalBody(
    String approval,
    @Nullable String kind,
    @Nullable String subject,
    String state,
    @Nullable String reason,
    @Nullable String requestedBy,
    @Nullable Instant requestedAt,
    @Nullable Instant expiresAt,
    List<String> signedBy,
    int missing,
    @Nullable Instant endedAt,
    @Nullable String because,
    @Nullable List<Plan.Line> change) {
  static ApprovalBody of(Approval approval) {
    return of(approval, null);
  }

  /** One that somebody wrote past the vault: nothing of it is told. */
  static ApprovalBody refused(UUID id) {
    return new ApprovalBody(
        TypeId.of(IdKind.APPROVAL, id),
        null,
        null,
        ListPage.REFUSED,
        null,
        null,
        null,
        null,
        List.of(),
        Approval.SIGNERS,
        null,
        null,
        null);
  }

  static ApprovalBody of(Approval approval, @Nullable Plan plan) {
    return new ApprovalBody(
        TypeId.of(IdKind.APPROVAL, approval.id()),
        approval.kind(),
        approval.subject(),
        approval.state().wire(),
        approval.reason(),
        approval.requestedBy(),
        approval.requestedAt(),
        approval.expiresAt(),
        approval.signedBy(),
        Math.max(0, Approval.SIGNERS - approval.signedBy().size()),
        approval.endedAt(),
        approval.because(),
        plan == null ? null : plan.lines());
  }
}
