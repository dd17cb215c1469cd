package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.cardnym.vault.change.PaymentResolution;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

/** Closing by hand what no bank answers: it ends what may still be owed, so it wants two people. */
@Path("/admin/v1/payments/{id}/resolve")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ResolutionResource {
  private final PaymentResolution resolution;
  private final Requests requests;

  ResolutionResource(PaymentResolution resolution, Requests requests) {
    this.resolution = resolution;
    this.requests = requests;
  }

  /**
   * Which way, and why.
   *
   * @param as {@code reversed}, {@code refunded} or {@code not_refunded}
   * @param refund where several are open
   */
  record Wanted(@Nullable String as, @Nullable String refund, @Nullable String reason) {}

  /** 202 with the request that two must sign; 404; 400; 409 {@code conflict} if nothing is owed. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response resolve(@PathParam("id") String id, @Nullable Wanted given) {
    Wanted wanted = Given.body(given);
    String reason = Because.checked(wanted.reason());
    return requests.ask(
        resolution,
        PaymentResolution.of(
            TypeId.parse(IdKind.PAYMENT, id),
            PaymentResolution.As.named(wanted.as()),
            wanted.refund() == null ? null : TypeId.parse(IdKind.REFUND, wanted.refund())),
        reason);
  }
}
