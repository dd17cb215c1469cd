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
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.change.BankKeyAddition;
import org.cardnym.vault.change.BankKeyRetirement;
import org.cardnym.vault.issuer.BankKey;
import org.cardnym.vault.issuer.BankKeys;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The public keys of a bank, pinned by thumbprint. */
@Path("/admin/v1/banks/{bank}/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class BankKeysResource {
  private final BankKeys keys;
  private final BankKeyAddition addition;
  private final BankKeyRetirement retirement;
  private final Requests requests;
  private final Actor actor;

  BankKeysResource(
      BankKeys keys,
      BankKeyAddition addition,
      BankKeyRetirement retirement,
      Requests requests,
      Actor actor) {
    this.keys = keys;
    this.addition = addition;
    this.retirement = retirement;
    this.requests = requests;
    this.actor = actor;
  }

  record Asked(@Nullable String use, @Nullable Map<String, Object> jwk) {}

  /** A key on the wire; {@code jwk} holds public members only. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String kid,
      String use,
      String state,
      Map<String, Object> jwk,
      Instant addedAt,
      @Nullable Instant retiredAt) {
    static Body of(BankKey key) {
      return new Body(
          key.kid(),
          key.use().wire(),
          key.state().name().toLowerCase(Locale.ROOT),
          key.jwk(),
          key.addedAt(),
          key.retiredAt());
    }
  }

  /**
   * 202 with the request that two must sign, or 201 with the key; 404 without the bank; 409 if it
   * is pinned already; 422 for anything but a fit public key.
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
    BankKey.Use use = use(Given.member(asked.use(), "use"));
    Map<String, Object> jwk = Given.member(asked.jwk(), "jwk");
    return requests
        .ask(addition, () -> BankKeyAddition.of(id, use, jwk), reason)
        .orElseGet(() ->
            Response.created(URI.create("/admin/v1/banks/" + bank + "/keys"))
                .entity(Body.of(keys.add(actor.name(), id, use, jwk)))
                .build());
  }

  /** 200, newest first; 404 without the bank. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(@PathParam("bank") String bank) {
    return ListPage.whole(keys.list(BanksResource.parsed(bank)).stream().map(Body::of).toList());
  }

  /** 202, or 200 with the key, retired for good. */
  @POST
  @Path("/{kid}/retire")
  @RolesAllowed("operator")
  public Response retire(
      @PathParam("bank") String bank,
      @PathParam("kid") String kid,
      @QueryParam("reason") @Nullable String reason) {
    UUID id = BanksResource.parsed(bank);
    return requests
        .ask(retirement, () -> BankKeyRetirement.of(id, kid), reason)
        .orElseGet(() -> Response.ok(Body.of(keys.retire(actor.name(), id, kid))).build());
  }

  private static BankKey.Use use(String text) {
    return switch (text) {
      case "enc" -> BankKey.Use.ENC;
      case "sig" -> BankKey.Use.SIG;
      default -> throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "use"));
    };
  }
}
