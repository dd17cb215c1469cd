package org.cardnym.vault.merchant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The public keys by which a merchant knows the vault's webhooks. */
@Path("/v1/webhook-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("merchant")
@RunOnVirtualThread
class WebhookKeysResource {
  private final Webhooks webhooks;
  private final MerchantCaller caller;

  WebhookKeysResource(Webhooks webhooks, MerchantCaller caller) {
    this.webhooks = webhooks;
    this.caller = caller;
  }

  /**
   * One key.
   *
   * @param key {@code whpk_…}, for signatures {@code v1a}
   * @param retiresAt after which it signs no more; absent for the present key
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(String key, Instant createdAt, @Nullable Instant retiresAt) {
    static Body of(WebhookKey key) {
      return new Body(Objects.requireNonNull(key.publicKey()), key.createdAt(), key.retiresAt());
    }
  }

  record Bodies(List<Body> items) {}

  /** 200, newest first; none before an operator has set the endpoint. */
  @GET
  public Bodies list() {
    return new Bodies(webhooks.publicKeys(caller.get().id()).stream().map(Body::of).toList());
  }
}
