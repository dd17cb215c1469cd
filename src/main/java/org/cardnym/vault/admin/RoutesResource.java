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
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Route;
import org.cardnym.vault.issuer.Routes;
import org.jspecify.annotations.Nullable;

/** The ranges of first digits that belong to a bank. */
@Path("/admin/v1/banks/{bank}/routes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RoutesResource {
  private final Routes routes;
  private final Actor actor;

  RoutesResource(Routes routes, Actor actor) {
    this.routes = routes;
    this.actor = actor;
  }

  /** {@code from} and {@code until}: instants of UTC (RFC 3339) or dates; now, and without end. */
  record Asked(
      @Nullable String first,
      @Nullable String last,
      @Nullable String from,
      @Nullable String until) {}

  /**
   * One range.
   *
   * @param from null since ever
   * @param until null without end
   * @param state {@code to_come}, {@code effective} or {@code over}
   */
  record Body(
      String id,
      String bank,
      String first,
      String last,
      @Nullable Instant from,
      @Nullable Instant until,
      String state) {
    static Body of(Route route) {
      return new Body(
          TypeId.of(IdKind.ROUTE, route.id()),
          TypeId.of(IdKind.BANK, route.bankId()),
          route.first(),
          route.last(),
          route.from(),
          route.until(),
          route.state().name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * 201 with the range; 404 without the bank; 409 if it crosses another of the same time; 422 if it
   * is none.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response add(@PathParam("bank") String bank, @Nullable Asked given) {
    Asked asked = Given.body(given);
    Route route =
        routes.add(
            actor.name(),
            BanksResource.parsed(bank),
            Given.member(asked.first(), "first"),
            Given.member(asked.last(), "last"),
            asked.from(),
            asked.until());
    Body body = Body.of(route);
    return Response.created(URI.create("/admin/v1/banks/" + bank + "/routes/" + body.id()))
        .entity(body)
        .build();
  }

  /** 200, by first digits, then by their beginning. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(@PathParam("bank") String bank) {
    return ListPage.whole(routes.list(BanksResource.parsed(bank)).stream().map(Body::of).toList());
  }

  /** 204, or 404. Cards that are enrolled stay with their bank. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed("operator")
  public void remove(@PathParam("bank") String bank, @PathParam("id") String id) {
    routes.remove(actor.name(), BanksResource.parsed(bank), TypeId.parse(IdKind.ROUTE, id));
  }
}
