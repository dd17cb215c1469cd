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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.merchant.PlainText;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The banks that cards can be enrolled with. */
@Path("/admin/v1/banks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class BanksResource {
  private static final int MAX_NAME = 100;

  private final Banks banks;
  private final Actor actor;

  BanksResource(Banks banks, Actor actor) {
    this.banks = banks;
    this.actor = actor;
  }

  record Asked(
      @Nullable String institutionId,
      @Nullable String name,
      @Nullable String endpoint,
      @Nullable String trustPem) {}

  record Body(
      String id,
      String institutionId,
      String name,
      String endpoint,
      String trustPem,
      String state,
      Instant addedAt) {
    static Body of(Bank bank) {
      return new Body(
          TypeId.of(IdKind.BANK, bank.id()),
          bank.institutionId(),
          bank.name(),
          bank.endpoint().toString(),
          bank.trustPem(),
          bank.state().name().toLowerCase(Locale.ROOT),
          bank.addedAt());
    }
  }

  /** 201 with the bank; 400, 409 if the institution has one, 422 for endpoint or certificates. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response add(@Nullable Asked given) {
    Asked asked = Given.body(given);
    if (!PlainText.fits(Given.member(asked.name(), "name"), MAX_NAME)) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "name"));
    }
    Bank bank =
        banks.add(
            actor.name(),
            Given.member(asked.institutionId(), "institutionId"),
            Given.member(asked.name(), "name"),
            Given.member(asked.endpoint(), "endpoint"),
            Given.member(asked.trustPem(), "trustPem"));
    Body body = Body.of(bank);
    return Response.created(URI.create("/admin/v1/banks/" + body.id())).entity(body).build();
  }

  /** 200, oldest first. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return ListPage.read(cursor, Cursor.limit(limit), banks::list, Bank::id, Body::of);
  }

  /** 200, or 404. */
  @GET
  @Path("/{id}")
  @RolesAllowed({"operator", "auditor"})
  public Body get(@PathParam("id") String id) {
    return Body.of(banks.find(parsed(id)).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)));
  }

  /** 200 with the bank, suspended. */
  @POST
  @Path("/{id}/suspend")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body suspend(@PathParam("id") String id, @Nullable Because because) {
    return Body.of(banks.suspend(actor.name(), parsed(id), Because.of(because)));
  }

  /** 200 with the bank, active. */
  @POST
  @Path("/{id}/resume")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body resume(@PathParam("id") String id, @Nullable Because because) {
    return Body.of(banks.resume(actor.name(), parsed(id), Because.of(because)));
  }

  static UUID parsed(String id) {
    return TypeId.parse(IdKind.BANK, id);
  }
}
