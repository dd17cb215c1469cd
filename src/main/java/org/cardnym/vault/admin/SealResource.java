package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.Sealing;
import org.jspecify.annotations.Nullable;

/** Sealing this replica. */
@Path("/admin/v1/seal")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SealResource {
  private final Sealing sealing;
  private final Keys keys;
  private final Actor actor;

  SealResource(Sealing sealing, Keys keys, Actor actor) {
    this.sealing = sealing;
    this.keys = keys;
    this.actor = actor;
  }

  /**
   * 200: this replica has no keys any more and serves nobody until it is opened again. Shares that
   * were given to it are forgotten.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public UnsealingResource.Body seal(@Nullable Because because) {
    sealing.seal(actor.name(), Because.of(because));
    return UnsealingResource.Body.of(keys.open(), sealing.progress());
  }
}
