package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.change.BankAddition;
import org.cardnym.vault.change.BankTrust;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.LinkView;
import org.cardnym.vault.issuer.LinkViews;
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
  private final LinkViews links;
  private final BankAddition addition;
  private final BankTrust anchors;
  private final Requests requests;
  private final Actor actor;

  BanksResource(
      Banks banks,
      LinkViews links,
      BankAddition addition,
      BankTrust anchors,
      Requests requests,
      Actor actor) {
    this.banks = banks;
    this.links = links;
    this.addition = addition;
    this.anchors = anchors;
    this.requests = requests;
    this.actor = actor;
  }

  record Asked(
      @Nullable String institutionId,
      @Nullable String name,
      @Nullable String endpoint,
      @Nullable String trustPem) {}

  record Trust(@Nullable String pem) {}

  /**
   * 202 with the request that two must sign, or 201 with the bank; 400, 409 if the institution has
   * one, 422 for endpoint or certificates.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response add(@QueryParam("reason") @Nullable String reason, @Nullable Asked given) {
    Asked asked = Given.body(given);
    String name = Given.member(asked.name(), "name");
    if (!PlainText.fits(name, MAX_NAME)) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "name"));
    }
    String institution = Given.member(asked.institutionId(), "institutionId");
    String endpoint = Given.member(asked.endpoint(), "endpoint");
    String trust = Given.member(asked.trustPem(), "trustPem");
    return requests
        .ask(addition, () -> BankAddition.of(institution, name, endpoint, trust), reason)
        .orElseGet(() -> added(banks.add(actor.name(), institution, name, endpoint, trust)));
  }

  private static Response added(Bank bank) {
    BankBody body = BankBody.of(bank, LinkView.UNTRIED);
    return Response.created(URI.create("/admin/v1/banks/" + body.id())).entity(body).build();
  }

  /** 200, oldest first; one that does not check has the state {@code row_refused}. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<BankBody> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return ListPage.each(
        cursor,
        Cursor.limit(limit),
        banks::ids,
        each -> banks.find(each).map(this::body),
        BankBody::refused);
  }

  /** 200, or 404. */
  @GET
  @Path("/{id}")
  @RolesAllowed({"operator", "auditor"})
  public BankBody get(@PathParam("id") String id) {
    return body(banks.find(parsed(id)).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)));
  }

  /** 202, or 200 with the bank under these anchors and no others; 404, 422 for certificates. */
  @PUT
  @Path("/{id}/trust")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response trust(
      @PathParam("id") String id,
      @QueryParam("reason") @Nullable String reason,
      @Nullable Trust given) {
    String pem = Given.member(Given.body(given).pem(), "pem");
    UUID bank = parsed(id);
    return requests
        .ask(anchors, () -> BankTrust.of(bank, pem), reason)
        .orElseGet(() -> Response.ok(body(banks.trust(actor.name(), bank, pem))).build());
  }

  /** 200 with the bank, draining; 409 for a suspended one. */
  @POST
  @Path("/{id}/drain")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public BankBody drain(@PathParam("id") String id, @Nullable Because because) {
    return body(banks.drain(actor.name(), parsed(id), Because.of(because)));
  }

  /** 200 with the bank, suspended. */
  @POST
  @Path("/{id}/suspend")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public BankBody suspend(@PathParam("id") String id, @Nullable Because because) {
    return body(banks.suspend(actor.name(), parsed(id), Because.of(because)));
  }

  /** 200 with the bank, active. */
  @POST
  @Path("/{id}/resume")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public BankBody resume(@PathParam("id") String id, @Nullable Because because) {
    return body(banks.resume(actor.name(), parsed(id), Because.of(because)));
  }

  private BankBody body(Bank bank) {
    Map<UUID, LinkView> views = links.of(List.of(bank.id()));
    return BankBody.of(bank, views.getOrDefault(bank.id(), LinkView.UNTRIED));
  }

  static UUID parsed(String id) {
    return TypeId.parse(IdKind.BANK, id);
  }
}
