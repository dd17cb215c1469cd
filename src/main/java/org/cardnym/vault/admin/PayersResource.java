package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.proof.LockedDoor;
import org.jspecify.annotations.Nullable;

/**
 * Payers, one at a time: there is no list, as nobody needs to leaf through people. A name comes in
 * a body, never in an address, which others log. The payer that stands in for unknown names does
 * not exist here.
 */
@Path("/admin/v1/payers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PayersResource {
  private final PayerLookups lookups;
  private final PayerViews views;
  private final PayerStops stops;
  private final Actor actor;

  PayersResource(PayerLookups lookups, PayerViews views, PayerStops stops, Actor actor) {
    this.lookups = lookups;
    this.views = views;
    this.stops = stops;
    this.actor = actor;
  }

  record Named(@Nullable String alias) {
    @Override
    public String toString() {
      return "Named";
    }
  }

  /**
   * Why to unlock, and what.
   *
   * @param doors true to open also the doors that failed tries have locked
   */
  record Lifted(@Nullable String reason, @Nullable Boolean doors) {}

  /**
   * What became of a payer.
   *
   * @param changed false if all was so already
   * @param doorsOpened those that failed tries had locked, for instance {@code otp/strangers}
   */
  record Done(String id, String state, boolean changed, List<String> doorsOpened) {}

  /** 200, or 404. */
  @GET
  @Path("/{id}")
  @RolesAllowed({"operator", "auditor"})
  public PayerViews.Body get(@PathParam("id") String id) {
    return views.of(lookups.byId(id));
  }

  /** 200 with the payer who holds the name; 404, or 422 for what can be nobody's name. */
  @POST
  @Path("/lookup")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"operator", "auditor"})
  public PayerViews.Body lookup(@Nullable Named named) {
    return views.of(lookups.byName(Given.member(Given.body(named).alias(), "alias")));
  }

  /**
   * 200 with the payer, locked; the same if they were. 400 without a reason, 404; 409 for one who
   * has not finished registering, or has left.
   */
  @POST
  @Path("/{id}/lock")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Done lock(@PathParam("id") String id, @Nullable Because because) {
    UUID payerId = TypeId.parse(IdKind.PAYER, id);
    String reason = Because.of(because);
    return new Done(id, "locked", stops.lock(actor.name(), payerId, reason), List.of());
  }

  /** 200 with the payer, active; the same if they were. Otherwise as {@link #lock}. */
  @POST
  @Path("/{id}/unlock")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Done unlock(@PathParam("id") String id, @Nullable Lifted lifted) {
    UUID payerId = TypeId.parse(IdKind.PAYER, id);
    String reason = Because.checked(Given.body(lifted).reason());
    boolean doors = Boolean.TRUE.equals(Given.body(lifted).doors());
    var done = stops.unlock(actor.name(), payerId, reason, doors);
    return new Done(
        id, "active", done.changed(), done.opened().stream().map(LockedDoor::name).toList());
  }
}
