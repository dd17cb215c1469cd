package org.cardnym.vault.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.cardnym.vault.card.LimitAsked;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * What a payer does to one card. 204 when done; 404 for whatever is no card of this payer; 401
 * without a session; 403 {@code proof_too_old} where a fresh proof is wanted.
 */
@Path("/account")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class WalletResource {
  private final CardChanges changes;

  WalletResource(CardChanges changes) {
    this.changes = changes;
  }

  record NicknameAsked(@Nullable String nickname) {
    @Override
    public String toString() {
      return "NicknameAsked";
    }
  }

  record LimitBody(@Nullable String currency, @Nullable Long perPayment, @Nullable Long perDay) {}

  /** An empty name takes the name away; 422 {@code nickname_unfit}, {@code text_like_card}. */
  @POST
  @Path("/cards/{id}/nickname")
  @Consumes(MediaType.APPLICATION_JSON)
  public void rename(
      @CookieParam(PageSessions.COOKIE) @Nullable String session,
      @PathParam("id") String id,
      @Nullable NicknameAsked asked) {
    changes.rename(session, card(id), Present.in(Present.in(asked).nickname()));
  }

  /** 409 {@code conflict} while its bank has not agreed. */
  @POST
  @Path("/cards/{id}/default")
  public void prefer(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("id") String id) {
    changes.prefer(session, card(id));
  }

  /** Lowers at once; a raise wants a fresh proof. 422 {@code limit_unfit}. */
  @POST
  @Path("/cards/{id}/limit")
  @Consumes(MediaType.APPLICATION_JSON)
  public void limit(
      @CookieParam(PageSessions.COOKIE) @Nullable String session,
      @PathParam("id") String id,
      @Nullable LimitBody asked) {
    LimitBody body = Present.in(asked);
    var limit =
        new LimitAsked(
            Present.in(body.currency()), Present.in(body.perPayment()), Present.in(body.perDay()));
    changes.limit(session, card(id), limit);
  }

  @POST
  @Path("/cards/{id}/freeze")
  public void freeze(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("id") String id) {
    changes.freeze(session, card(id));
  }

  /** Wants a fresh proof. */
  @POST
  @Path("/cards/{id}/unfreeze")
  public void unfreeze(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("id") String id) {
    changes.unfreeze(session, card(id));
  }

  /** The card's data key is gone with it. */
  @POST
  @Path("/cards/{id}/remove")
  public void remove(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("id") String id) {
    changes.remove(session, card(id));
  }

  private static UUID card(String id) {
    return TypeId.parse(IdKind.CARD, id);
  }
}
