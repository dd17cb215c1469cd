package org.cardnym.vault.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.account.Present;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.passkey.NewPasskey;
import org.cardnym.vault.passkey.Passkey;
import org.cardnym.vault.passkey.PasskeyCreation;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * What a payer does to their passkeys. 401 without a session; 403 {@code proof_too_old} where a
 * fresh proof is wanted; 404 for whatever is no passkey of this payer.
 */
@Path("/account/security/passkeys")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class PasskeysResource {
  private final PasskeyChanges changes;

  PasskeysResource(PasskeyChanges changes) {
    this.changes = changes;
  }

  record AddAsked(@Nullable NewPasskey passkey, @Nullable String name) {
    @Override
    public String toString() {
      return "AddAsked";
    }
  }

  record NameAsked(@Nullable String name) {
    @Override
    public String toString() {
      return "NameAsked";
    }
  }

  record Listed(List<Item> items) {}

  /** One passkey; without a name it is called a passkey. Does not print. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      String id,
      @Nullable String name,
      Instant addedAt,
      @Nullable Instant usedAt,
      boolean synced,
      boolean suspect) {
    static Item of(Passkey passkey) {
      return new Item(
          TypeId.of(IdKind.PASSKEY, passkey.id()),
          passkey.name(),
          passkey.addedAt(),
          passkey.usedAt(),
          passkey.synced(),
          passkey.suspect());
    }

    @Override
    public String toString() {
      return "Item";
    }
  }

  /** The oldest first. */
  @GET
  public Listed all(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    return new Listed(changes.all(session).stream().map(Item::of).toList());
  }

  /**
   * Wants a fresh proof; what {@code navigator.credentials.create} takes. 409 {@code
   * passkeys_full}; 403 {@code recovered_recently}.
   */
  @POST
  @Path("/begin")
  public PasskeyCreation begin(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    return changes.begin(session);
  }

  /** Wants a fresh proof; 422 {@code passkey_refused}, 409 {@code passkeys_full}. */
  @POST
  @Path("/add")
  @Consumes(MediaType.APPLICATION_JSON)
  public Item add(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @Nullable AddAsked asked) {
    AddAsked body = Present.in(asked);
    return Item.of(changes.add(session, Present.in(body.passkey()), body.name()));
  }

  /** An empty name takes the name away; 422 {@code nickname_unfit}, {@code text_like_card}. */
  @POST
  @Path("/{id}/name")
  @Consumes(MediaType.APPLICATION_JSON)
  public void rename(
      @CookieParam(PageSessions.COOKIE) @Nullable String session,
      @PathParam("id") String id,
      @Nullable NameAsked asked) {
    changes.rename(session, passkey(id), Present.in(Present.in(asked).name()));
  }

  /** Wants a fresh proof; it proves nothing any more. */
  @POST
  @Path("/{id}/remove")
  public void remove(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("id") String id) {
    changes.remove(session, passkey(id));
  }

  private static UUID passkey(String id) {
    return TypeId.parse(IdKind.PASSKEY, id);
  }
}
