package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.portfolio.MoveView;
import org.cardnym.vault.portfolio.Moves;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Moves that two people have signed: how far they are, and an end to one. */
@Path("/admin/v1/moves")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class MovesResource {
  private final Moves moves;
  private final Actor actor;

  MovesResource(Moves moves, Actor actor) {
    this.moves = moves;
    this.actor = actor;
  }

  /** As {@link MoveView} says. */
  record Body(
      String id,
      String bank,
      String to,
      @Nullable String first,
      @Nullable String last,
      Instant from,
      String state,
      String reason,
      long total,
      long moved,
      long outside,
      long elsewhere,
      long refused,
      long left,
      long perSecond,
      @Nullable Long secondsLeft,
      Instant begunAt,
      String begunBy,
      @Nullable Instant endedAt,
      @Nullable String endedBy) {
    static Body of(MoveView view) {
      return new Body(
          TypeId.of(IdKind.MOVE, view.id()),
          TypeId.of(IdKind.BANK, view.fromBank()),
          TypeId.of(IdKind.BANK, view.toBank()),
          view.first(),
          view.last(),
          view.startsAt(),
          view.state(),
          view.reason(),
          view.total(),
          view.tally().moved(),
          view.tally().outside(),
          view.tally().elsewhere(),
          view.tally().refused(),
          view.left(),
          view.perSecond(),
          view.secondsLeft(),
          view.begunAt(),
          view.begunBy(),
          view.endedAt(),
          view.endedBy());
    }
  }

  /** 200, newest first. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return ListPage.read(cursor, Cursor.limit(limit), moves::list, MoveView::id, Body::of);
  }

  /** 200, or 404. */
  @GET
  @Path("/{id}")
  @RolesAllowed({"operator", "auditor"})
  public Body get(@PathParam("id") String id) {
    return Body.of(moves.find(parsed(id)).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)));
  }

  /** 200 with the move, stopped; 400 without a reason, 404, 409 for one that has ended. */
  @POST
  @Path("/{id}/stop")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body stop(@PathParam("id") String id, @Nullable Because because) {
    return Body.of(moves.stop(actor.name(), parsed(id), Because.of(because)));
  }

  private static UUID parsed(String id) {
    return TypeId.parse(IdKind.MOVE, id);
  }
}
