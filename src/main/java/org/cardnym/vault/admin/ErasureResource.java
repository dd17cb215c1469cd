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
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.change.PayerErasure;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.jspecify.annotations.Nullable;

/** Erasing a person. It can't be taken back, so it wants two people, in a sandbox too. */
@Path("/admin/v1/payers/{id}/erase")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ErasureResource {
  private final PayerErasure erasure;
  private final PayerLookups lookups;
  private final Payers payers;
  private final Requests requests;

  ErasureResource(PayerErasure erasure, PayerLookups lookups, Payers payers, Requests requests) {
    this.erasure = erasure;
    this.lookups = lookups;
    this.payers = payers;
    this.requests = requests;
  }

  /**
   * One who had left before.
   *
   * @param state {@code leaving} until the last mail is sent, then {@code erased}
   * @param change what backups still hold
   */
  record Left(String id, String state, boolean changed, List<Plan.Line> change) {}

  /**
   * 202 with the request that two must sign, and what it will destroy; 200 for one who has left;
   * 400 without a reason, or for one that names them; 404; 409 {@code conflict} for one who has not
   * finished registering.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response erase(@PathParam("id") String id, @Nullable Because because) {
    String reason = Because.of(because);
    UUID payerId = lookups.byId(id);
    PayerState state = payers.get(payerId).state();
    if (state == PayerState.LEAVING || state == PayerState.ERASED) {
      return Response.ok(new Left(id, state.wire(), false, erasure.remains(payerId))).build();
    }
    lookups.requireUnnamed(payerId, reason);
    return requests.askAndTell(erasure, PayerErasure.of(payerId, reason), reason);
  }
}
