package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payment.Payments;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Closing by hand what no bank answers. It would end a reversal that may still be owed, so it wants
 * two people; until approvals exist nobody may, and each who tries stands in the trail.
 */
@Path("/admin/v1/payments/{id}/resolve")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ResolutionResource {
  private final Payments payments;
  private final Audit audit;
  private final Actor actor;

  ResolutionResource(Payments payments, Audit audit, Actor actor) {
    this.payments = payments;
    this.audit = audit;
    this.actor = actor;
  }

  /** 409 {@code approval_needed}; 404 for no payment, 400 without a reason. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public void resolve(@PathParam("id") String id, @Nullable Because because) {
    String reason = Because.of(because);
    if (payments.find(TypeId.parse(IdKind.PAYMENT, id)).isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    audit.recordApart(
        AuditEvent.refused(actor.name(), AuditAction.PAYMENT_RESOLVED, id)
            .with(Map.of("reason", reason)));
    throw new Refusal(ErrorCode.APPROVAL_NEEDED);
  }
}
