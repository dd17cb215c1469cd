package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.RewrapView;
import org.cardnym.vault.keys.Rewraps;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Bringing all rows under the newest version of a key: begun here, done by every replica. */
@Path("/admin/v1/rewrap")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RewrapResource {
  private final Rewraps rewraps;
  private final Actor actor;

  RewrapResource(Rewraps rewraps, Actor actor) {
    this.rewraps = rewraps;
    this.actor = actor;
  }

  /**
   * @param purpose of the key; the KEK unless given
   * @param rate rows a second, on all replicas together
   */
  record Asked(@Nullable String purpose, @Nullable Integer rate) {}

  /**
   * 200 with how it stands, whether it began or ran already; 400 for a rate out of bounds, 404 for
   * no purpose, 409 {@code key_fixed} for a key whose rows need no walk, 409 {@code conflict} with
   * {@code until} while they have to stay.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public RewrapView begin(@Nullable Asked asked) {
    Asked given = Given.body(asked);
    return rewraps.begin(purpose(given.purpose()), actor.name(), given.rate()).view();
  }

  /** 200 with the one that runs or ended last; 404 before the first. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public RewrapView view(@QueryParam("purpose") @Nullable String purpose) {
    return rewraps.view(purpose(purpose)).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private static KeyPurpose purpose(@Nullable String asked) {
    return asked == null ? KeyPurpose.KEK : KeyPurpose.parse(asked);
  }
}
