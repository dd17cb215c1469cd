package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Signatures;
import org.cardnym.vault.merchant.Webhooks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Where a merchant hears of events; it is shown with the merchant. */
@Path("/admin/v1/merchants/{merchant}/webhook")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@RunOnVirtualThread
class EndpointResource {
  private final Webhooks webhooks;
  private final Actor actor;

  EndpointResource(Webhooks webhooks, Actor actor) {
    this.webhooks = webhooks;
    this.actor = actor;
  }

  /**
   * An endpoint.
   *
   * @param signatures {@code ed25519} unless given, {@code hmac} or {@code both}
   */
  record Asked(@Nullable String url, @Nullable String signatures) {}

  /**
   * 200 with the endpoint, active; the same again changes nothing; 404 without the merchant; 422
   * for an address that nothing is sent to.
   */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public WebhookBody set(@PathParam("merchant") String merchant, @Nullable Asked asked) {
    Asked given = Given.body(asked);
    String url = Given.member(given.url(), "url");
    return WebhookBody.of(
        webhooks.set(actor.name(), parsed(merchant), url, signatures(given.signatures())));
  }

  /** 204; the same if there was none. */
  @DELETE
  public void clear(@PathParam("merchant") String merchant) {
    webhooks.clear(actor.name(), parsed(merchant));
  }

  /** 200 with the old keys and the new; 404 without endpoint; 409 while a rotation is under way. */
  @POST
  @Path("/rotate")
  public WebhookBody rotate(@PathParam("merchant") String merchant) {
    return WebhookBody.of(webhooks.rotate(actor.name(), parsed(merchant)));
  }

  static Signatures signatures(@Nullable String name) {
    return switch (name) {
      case null -> Signatures.ED25519;
      case "ed25519" -> Signatures.ED25519;
      case "hmac" -> Signatures.HMAC;
      case "both" -> Signatures.BOTH;
      default -> throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "signatures"));
    };
  }

  private static UUID parsed(String merchant) {
    return TypeId.parse(IdKind.MERCHANT, merchant);
  }
}
