package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.cardnym.vault.retention.Retention;
import org.cardnym.vault.retention.RetentionView;
import org.jspecify.annotations.Nullable;

/** How long rows are kept, and how their last purge ended. */
@Path("/admin/v1/retention")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RetentionResource {
  private final Retention retention;
  private final Actor actor;

  RetentionResource(Retention retention, Actor actor) {
    this.retention = retention;
    this.actor = actor;
  }

  record Asked(@Nullable String keep, @Nullable String reason) {}

  /** 200 with every kind. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<RetentionView> list() {
    return ListPage.whole(retention.list());
  }

  /**
   * 200 with the kind; 404 for a kind there is not; 400 without a period or a reason; 422 beyond
   * the kind's bounds, with {@code least} and {@code most}, and for a reason that looks like a
   * card.
   */
  @PUT
  @Path("/{kind}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public RetentionView set(@PathParam("kind") String kind, @Nullable Asked given) {
    Asked asked = Given.body(given);
    String keep = Given.member(asked.keep(), "keep");
    return retention.set(kind, keep, actor.name(), Because.checked(asked.reason()));
  }
}
