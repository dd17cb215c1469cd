package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.reconciliation.Reconciliations;
import org.cardnym.vault.reconciliation.RunView;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Comparing the vault's books with a bank's. */
@Path("/admin/v1/banks/{bank}/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ReconciliationsResource {
  private final Reconciliations reconciliations;
  private final Actor actor;

  ReconciliationsResource(Reconciliations reconciliations, Actor actor) {
    this.reconciliations = reconciliations;
    this.actor = actor;
  }

  /** {@code from} and {@code until}: instants of UTC (RFC 3339) or dates; without, yesterday. */
  record Asked(@Nullable String from, @Nullable String until) {}

  /** One run; {@code reason} tells why the bank's last answer did not count. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String id,
      String bank,
      String state,
      Instant from,
      Instant until,
      long records,
      long agreed,
      long settling,
      long differing,
      int reversed,
      int failures,
      @Nullable String reason,
      String askedBy,
      Instant startedAt,
      @Nullable Instant endedAt) {
    static Body of(RunView run) {
      return new Body(
          TypeId.of(IdKind.RECONCILIATION, run.id()),
          TypeId.of(IdKind.BANK, run.bankId()),
          run.state().name().toLowerCase(Locale.ROOT),
          run.from(),
          run.until(),
          run.records(),
          run.agreed(),
          run.settling(),
          run.differing(),
          run.reversed(),
          run.failures(),
          run.reason(),
          run.askedBy(),
          run.startedAt(),
          run.endedAt());
    }
  }

  /**
   * 201 with the run, which goes on by itself; 400 for a time that can't be compared; 404 without
   * the bank; 409 while another run of this bank is under way.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response begin(@PathParam("bank") String bank, @Nullable Asked given) {
    Asked asked = Given.body(given);
    UUID bankId = BanksResource.parsed(bank);
    Body body =
        Body.of(
            reconciliations.begin(
                actor.name(),
                bankId,
                Given.time(asked.from(), "from"),
                Given.time(asked.until(), "until")));
    URI place = URI.create("/admin/v1/banks/" + body.bank() + "/reconciliations/" + body.id());
    return Response.created(place).entity(body).build();
  }

  /** 200, newest first. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(
      @PathParam("bank") String bank,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    UUID bankId = BanksResource.parsed(bank);
    return ListPage.read(
        cursor,
        Cursor.limit(limit),
        (before, most) -> reconciliations.runs(bankId, before, most),
        RunView::id,
        Body::of);
  }

  /** 200, or 404. */
  @GET
  @Path("/{run}")
  @RolesAllowed({"operator", "auditor"})
  public Body get(@PathParam("bank") String bank, @PathParam("run") String run) {
    return reconciliations
        .run(BanksResource.parsed(bank), TypeId.parse(IdKind.RECONCILIATION, run))
        .map(Body::of)
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
