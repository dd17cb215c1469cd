package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.cardnym.vault.approval.Approver;
import org.cardnym.vault.approval.ApproverRemoval;
import org.cardnym.vault.approval.Approvers;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

/** Who may sign changes that take two people. */
@Path("/admin/v1/approvers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApproversResource {
  private final Approvers approvers;
  private final ApproverRemoval removal;
  private final Requests requests;
  private final Callers callers;

  ApproversResource(
      Approvers approvers, ApproverRemoval removal, Requests requests, Callers callers) {
    this.approvers = approvers;
    this.removal = removal;
    this.requests = requests;
    this.callers = callers;
  }

  /** The code of an invitation. Does not print. */
  record Asked(@Nullable String code) {
    @Override
    public String toString() {
      return "Asked";
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String approver,
      String name,
      String issuer,
      String subject,
      Instant enrolledAt,
      @Nullable Instant usedAt) {
    static Body of(Approver approver) {
      return new Body(
          TypeId.of(IdKind.APPROVER, approver.id()),
          approver.actor(),
          approver.issuer(),
          approver.subject(),
          approver.enrolledAt(),
          approver.usedAt());
    }
  }

  /** 200, oldest first. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list() {
    return ListPage.whole(approvers.list().stream().map(Body::of).toList());
  }

  /**
   * 200 with the page on which the caller makes the passkey that signs; 403 {@code
   * invitation_wrong}, {@code proof_too_old}, {@code forbidden} for a machine; 409 {@code exists}.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public ApprovalsResource.Page enrol(@Nullable Asked given) {
    String code = Given.member(Given.body(given).code(), "code");
    return ApprovalsResource.Page.of(approvers.enrol(callers.present(), code));
  }

  /** 202 with the request that two must sign; 404; 409 {@code approvers_too_few}. */
  @POST
  @Path("/{id}/remove")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response remove(@PathParam("id") String id, @Nullable Because because) {
    return requests.ask(
        removal, ApproverRemoval.of(TypeId.parse(IdKind.APPROVER, id)), Because.of(because));
  }
}
