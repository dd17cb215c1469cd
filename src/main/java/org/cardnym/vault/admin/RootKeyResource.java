package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Objects;
import org.cardnym.vault.change.RootKeyReplacement;
import org.cardnym.vault.keys.RootKeyChange;
import org.cardnym.vault.keys.Sealing;
import org.jspecify.annotations.Nullable;

/** Another root key in the place of the one in use. */
@Path("/admin/v1/root-key")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "auditor"})
@RunOnVirtualThread
class RootKeyResource {
  private final RootKeyChange change;
  private final RootKeyReplacement replacement;
  private final Sealing sealing;
  private final Requests requests;
  private final CustodianCalls custodians;

  RootKeyResource(
      RootKeyChange change,
      RootKeyReplacement replacement,
      Sealing sealing,
      Requests requests,
      CustodianCalls custodians) {
    this.change = change;
    this.replacement = replacement;
    this.sealing = sealing;
    this.requests = requests;
    this.custodians = custodians;
  }

  /**
   * @param to the id of the next root key
   */
  record Asked(@Nullable String to, @Nullable String reason) {}

  /** 200 with the root key in use, the next one, and which replicas have opened that. */
  @GET
  public RootKeyChange.Standing standing() {
    return change.standing();
  }

  /** 200 with how far this replica has come with opening the next one. */
  @GET
  @Path("/next")
  public UnsealingResource.Body progress() {
    return UnsealingResource.Body.of(sealing.nextOpened(), sealing.nextProgress());
  }

  /** 200 once the next one's token has opened it here; answers as that of the one in use. */
  @POST
  @Path("/next")
  @RolesAllowed("operator")
  public UnsealingResource.Body reopen() {
    sealing.reopenNext();
    return progress();
  }

  /** 200; takes a share of the next root key, as an unsealing does; 503 while sealed. */
  @POST
  @Path("/next/{attempt}")
  @Consumes(MediaType.TEXT_PLAIN)
  public UnsealingResource.Body give(
      @PathParam("attempt") String attempt, byte @Nullable [] share) {
    byte[] given = Given.body(share);
    try {
      sealing.giveNext(custodians.present(), attempt, given);
    } finally {
      Arrays.fill(given, (byte) 0);
    }
    return progress();
  }

  /** 200; what was given of the next one's shares is forgotten. 403 for who is no custodian. */
  @DELETE
  @Path("/next")
  public UnsealingResource.Body cancel() {
    sealing.cancelNext(custodians.present());
    return progress();
  }

  /** 202 with the request that two must sign; 409 {@code conflict} with what is missing. */
  @POST
  @Path("/replace")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response replace(@Nullable Asked given) {
    Asked asked = Given.body(given);
    String reason = Because.checked(asked.reason());
    String to = Given.member(asked.to(), "to");
    String file = Objects.requireNonNull(change.require(to).digest());
    return requests.ask(replacement, RootKeyReplacement.of(to, file, reason), reason);
  }
}
