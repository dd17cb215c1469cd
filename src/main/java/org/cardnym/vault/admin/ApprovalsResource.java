package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.cardnym.vault.approval.Approval;
import org.cardnym.vault.approval.ApprovalState;
import org.cardnym.vault.approval.Approvals;
import org.cardnym.vault.approval.PageLink;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.change.PayerErasure;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Requests for changes that two people must sign. */
@Path("/admin/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApprovalsResource {
  private final Approvals approvals;
  private final Callers callers;
  private final PayerLookups lookups;

  ApprovalsResource(Approvals approvals, Callers callers, PayerLookups lookups) {
    this.approvals = approvals;
    this.callers = callers;
    this.lookups = lookups;
  }

  /** The address of a page for the caller alone. Does not print. */
  record Page(String page, Instant expiresAt) {
    static Page of(PageLink link) {
      return new Page(link.address(), link.expiresAt());
    }

    @Override
    public String toString() {
      return "Page";
    }
  }

  /** 200, newest first; one that does not check has the state {@code row_refused}. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<ApprovalBody> list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    ApprovalState wanted = state == null ? null : state(state);
    return ListPage.each(
        cursor,
        Cursor.limit(limit),
        (before, most) -> approvals.list(wanted, before, most),
        each -> approvals.find(each).map(ApprovalBody::of),
        ApprovalBody::refused);
  }

  /** 200 with what it would change, as far as it could still be made; 404. */
  @GET
  @Path("/{id}")
  @RolesAllowed({"operator", "auditor"})
  public ApprovalBody get(@PathParam("id") String id) {
    UUID parsed = parsed(id);
    Approval approval = approvals.find(parsed).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    return ApprovalBody.of(approval, plan(approval));
  }

  /**
   * 200 with the page on which the caller signs; 403 {@code forbidden} for a machine, {@code
   * proof_too_old} for who has not just signed in with two factors, {@code approver_unknown}; 409
   * {@code approval_ended}, {@code already_signed}; 404.
   */
  @POST
  @Path("/{id}/sign")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("operator")
  public Page sign(@PathParam("id") String id) {
    return Page.of(approvals.sign(parsed(id), callers.present()));
  }

  /**
   * 200 with the request, rejected; 409 {@code approval_ended}; 400 without a reason, or for one
   * that names whom it would have erased.
   */
  @POST
  @Path("/{id}/reject")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public ApprovalBody reject(@PathParam("id") String id, @Nullable Because because) {
    String reason = Because.of(because);
    UUID parsed = parsed(id);
    approvals
        .find(parsed)
        .filter(approval -> approval.kind().equals(PayerErasure.KIND))
        .map(approval -> TypeId.parse(IdKind.PAYER, approval.subject()))
        .ifPresent(payerId -> lookups.requireUnnamed(payerId, reason));
    return ApprovalBody.of(approvals.reject(parsed, callers.present(), reason));
  }

  private @Nullable Plan plan(Approval approval) {
    if (approval.state() != ApprovalState.WAITING) {
      return null;
    }
    try {
      return approvals.plan(approval.id());
    } catch (Refusal notAnyMore) {
      return null;
    }
  }

  private static ApprovalState state(String name) {
    return Stream.of(ApprovalState.values())
        .filter(state -> state.wire().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.MALFORMED, Map.of("field", "state")));
  }

  private static UUID parsed(String id) {
    return TypeId.parse(IdKind.APPROVAL, id);
  }
}
