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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.cardnym.vault.change.RouteAddition;
import org.cardnym.vault.change.RouteRemoval;
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
  private final RouteAddition addition;
  private final RouteRemoval removal;
  private final Requests requests;
  private final Actor actor;

  RoutesResource(
      Routes routes, RouteAddition addition, RouteRemoval removal, Requests requests, Actor actor) {
    this.routes = routes;
    this.addition = addition;
    this.removal = removal;
    this.requests = requests;
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
   * 202 with the request that two must sign, or 201 with the range; 404 without the bank; 409 if it
   * crosses another of the same time; 422 if it is none.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response add(
      @PathParam("bank") String bank,
      @QueryParam("reason") @Nullable String reason,
      @Nullable Asked given) {
    Asked asked = Given.body(given);
    UUID id = BanksResource.parsed(bank);
    String first = Given.member(asked.first(), "first");
    String last = Given.member(asked.last(), "last");
    return requests
        .ask(addition, () -> RouteAddition.of(id, first, last, asked.from(), asked.until()), reason)
        .orElseGet(() ->
            added(bank, routes.add(actor.name(), id, first, last, asked.from(), asked.until())));
  }

  private static Response added(String bank, Route route) {
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

  /** 202, 204, or 404. Cards that are enrolled stay with their bank. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed("operator")
  public Response remove(
      @PathParam("bank") String bank,
      @PathParam("id") String id,
      @QueryParam("reason") @Nullable String reason) {
    UUID bankId = BanksResource.parsed(bank);
    UUID routeId = TypeId.parse(IdKind.ROUTE, id);
    return requests
        .ask(removal, () -> RouteRemoval.of(bankId, routeId), reason)
        .orElseGet(() -> {
          routes.remove(actor.name(), bankId, routeId);
          return Response.noContent().build();
        });
  }
}
