package org.cardnym.vault.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.cardnym.vault.change.CardsMove;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.portfolio.MoveAsked;
import org.cardnym.vault.portfolio.MoveSample;
import org.cardnym.vault.portfolio.MoveTally;
import org.cardnym.vault.portfolio.Moves;
import org.jspecify.annotations.Nullable;

/** Moving a bank's cards to another. It shows them to that bank, so it wants two people. */
@Path("/admin/v1/banks/{bank}/moves")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CardsMoveResource {
  private final CardsMove move;
  private final Moves moves;
  private final MoveSample sample;
  private final Requests requests;
  private final Actor actor;

  CardsMoveResource(
      CardsMove move, Moves moves, MoveSample sample, Requests requests, Actor actor) {
    this.move = move;
    this.moves = moves;
    this.sample = sample;
    this.requests = requests;
    this.actor = actor;
  }

  /** {@code first} and {@code last}: 6 to 8 digits; {@code from}: an instant of UTC or a date. */
  record Asked(
      @Nullable String to,
      @Nullable String first,
      @Nullable String last,
      @Nullable String from,
      @Nullable String reason) {}

  /**
   * What it would be about.
   *
   * @param cards all of the bank's
   * @param waiting those among them that the bank has not verified yet
   * @param sample how some of them would fare, {@link MoveSample#MOST} at most
   */
  record Glance(
      boolean dryRun,
      String bank,
      String to,
      @Nullable String first,
      @Nullable String last,
      @Nullable String from,
      long cards,
      long waiting,
      MoveTally sample) {}

  /**
   * 202 with the request that two must sign, or 200 for a dry run; 400, 404, 409 {@code conflict}
   * where the other bank is not active, {@code move_running} or {@code move_unrouted}, 422 for what
   * is no range or time.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response ask(
      @PathParam("bank") String bank,
      @QueryParam("dryRun") @Nullable String dryRun,
      @Nullable Asked given) {
    Asked asked = Given.body(given);
    UUID id = BanksResource.parsed(bank);
    UUID to = TypeId.parse(IdKind.BANK, Given.member(asked.to(), "to"));
    String reason = Because.checked(asked.reason());
    if (asked.first() == null && asked.last() != null) {
      Given.member(asked.first(), "first");
    }
    ObjectNode change = CardsMove.of(id, to, asked.first(), asked.last(), asked.from(), reason);
    MoveAsked judged = CardsMove.move(change);
    return "true".equals(dryRun)
        ? Response.ok(glance(bank, judged, asked)).build()
        : requests.askAndTell(move, change, reason);
  }

  private Glance glance(String bank, MoveAsked judged, Asked asked) {
    QuarkusTransaction.requiringNew().run(() -> moves.require(judged));
    Moves.Glance glance = moves.glance(judged.fromBank());
    return new Glance(
        true,
        bank,
        Given.member(asked.to(), "to"),
        judged.range() == null ? null : judged.range().first(),
        judged.range() == null ? null : judged.range().last(),
        asked.from(),
        glance.cards(),
        glance.waiting(),
        sample.of(actor.name(), judged));
  }
}
