package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.merchant.NewMerchant;
import org.cardnym.vault.merchant.Webhooks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The register of shops. */
@Path("/admin/v1/merchants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class MerchantsResource {
  private final Merchants merchants;
  private final Webhooks webhooks;
  private final Actor actor;

  MerchantsResource(Merchants merchants, Webhooks webhooks, Actor actor) {
    this.merchants = merchants;
    this.webhooks = webhooks;
    this.actor = actor;
  }

  record Asked(
      @Nullable String displayName,
      @Nullable String legalName,
      @Nullable String categoryCode,
      @Nullable String country,
      @Nullable String clientId,
      @Nullable List<@Nullable String> origins,
      @Nullable String returnUrl,
      @Nullable String elsewhere,
      EndpointResource.@Nullable Asked webhook) {
    NewMerchant checked() {
      return new NewMerchant(
          Given.member(displayName, "displayName"),
          Given.member(legalName, "legalName"),
          Given.member(categoryCode, "categoryCode"),
          Given.member(country, "country"),
          Given.member(clientId, "clientId"),
          Given.members(origins, "origins"),
          Given.member(returnUrl, "returnUrl"),
          elsewhere == null ? Merchant.Elsewhere.REFUSE : read(elsewhere));
    }
  }

  /** What becomes of payments in a browser that did not begin them, and why. */
  record Elsewhere(@Nullable String elsewhere, @Nullable String reason) {}

  record Body(
      String id,
      String displayName,
      String legalName,
      String categoryCode,
      String country,
      String clientId,
      String state,
      List<String> origins,
      String returnUrl,
      String elsewhere,
      Instant createdAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WebhookBody webhook) {
    static Body of(Merchant merchant) {
      return of(merchant, null);
    }

    static Body of(Merchant merchant, @Nullable WebhookBody webhook) {
      return new Body(
          Merchants.wire(merchant.id()),
          merchant.displayName(),
          merchant.legalName(),
          merchant.categoryCode(),
          merchant.country(),
          merchant.clientId(),
          merchant.state().name().toLowerCase(Locale.ROOT),
          merchant.origins(),
          merchant.returnUrl(),
          merchant.elsewhere().wire(),
          merchant.createdAt(),
          webhook);
    }
  }

  /**
   * 201 with the shop; 400 naming the member that does not fit; 409 if the client speaks for
   * another; 422 for its addresses. The shop comes with its webhook or not at all.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Transactional
  public Response add(@Nullable Asked asked) {
    Asked given = Given.body(asked);
    Merchant merchant = merchants.add(actor.name(), given.checked());
    Body body = Body.of(merchant, webhook(merchant, given.webhook()));
    return Response.created(URI.create("/admin/v1/merchants/" + body.id())).entity(body).build();
  }

  /** 200, oldest first. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return ListPage.read(cursor, Cursor.limit(limit), merchants::list, Merchant::id, Body::of);
  }

  /** 200, or 404. */
  @GET
  @Path("/{id}")
  @RolesAllowed({"operator", "auditor"})
  public Body get(@PathParam("id") String id) {
    Merchant merchant = merchants.get(parsed(id));
    return Body.of(merchant, webhooks.find(merchant.id()).map(WebhookBody::of).orElse(null));
  }

  /** 200 with the shop, suspended; the same if it was. 400 without a reason, 404. */
  @POST
  @Path("/{id}/suspend")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body suspend(@PathParam("id") String id, @Nullable Because because) {
    return Body.of(merchants.suspend(actor.name(), parsed(id), Because.of(because)));
  }

  /** 200 with the shop, active; the same if it was. 400 without a reason, 404. */
  @POST
  @Path("/{id}/resume")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body resume(@PathParam("id") String id, @Nullable Because because) {
    return Body.of(merchants.resume(actor.name(), parsed(id), Because.of(because)));
  }

  /** 200 with the shop; the same if it was so. 400 naming the member that does not fit, 404. */
  @PUT
  @Path("/{id}/elsewhere")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body setElsewhere(@PathParam("id") String id, @Nullable Elsewhere asked) {
    Elsewhere given = Given.body(asked);
    Merchant.Elsewhere to = read(Given.member(given.elsewhere(), "elsewhere"));
    return Body.of(
        merchants.setElsewhere(actor.name(), parsed(id), to, Because.checked(given.reason())));
  }

  private static Merchant.Elsewhere read(String wire) {
    return Arrays.stream(Merchant.Elsewhere.values())
        .filter(each -> each.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.MALFORMED, Map.of("field", "elsewhere")));
  }

  private @Nullable WebhookBody webhook(Merchant merchant, EndpointResource.@Nullable Asked asked) {
    if (asked == null) {
      return null;
    }
    return WebhookBody.of(
        webhooks.set(
            actor.name(),
            merchant.id(),
            Given.member(asked.url(), "webhook.url"),
            EndpointResource.signatures(asked.signatures())));
  }

  private static UUID parsed(String id) {
    return TypeId.parse(IdKind.MERCHANT, id);
  }
}
