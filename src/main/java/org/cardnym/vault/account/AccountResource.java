package org.cardnym.vault.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.session.Cookie;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * A payer's account: what there is, what was paid, freezing, export, leaving. 401 without a
 * session; 403 {@code proof_too_old} where a fresh proof is wanted.
 */
@Path("/account")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class AccountResource {
  private final Visits visits;
  private final Overview overview;
  private final History history;
  private final AccountChanges changes;
  private final Export export;

  AccountResource(
      Visits visits, Overview overview, History history, AccountChanges changes, Export export) {
    this.visits = visits;
    this.overview = overview;
    this.history = history;
    this.changes = changes;
    this.export = export;
  }

  record CloseAsked(@Nullable String alias) {
    @Override
    public String toString() {
      return "CloseAsked";
    }
  }

  @GET
  @Path("/view")
  public Overview.Body view(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    return overview.of(visits.looking(session));
  }

  /** Newest first. */
  @GET
  @Path("/payments")
  public History.Page payments(
      @CookieParam(PageSessions.COOKIE) @Nullable String session,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    return history.page(visits.looking(session).payerId(), cursor, Cursor.limit(limit));
  }

  /** 404 for whatever is no payment that this payer proved. */
  @GET
  @Path("/payments/{id}")
  public PaymentBody payment(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("id") String id) {
    return history.one(visits.looking(session).payerId(), TypeId.parse(IdKind.PAYMENT, id));
  }

  /** Nothing is paid from now on. */
  @POST
  @Path("/freeze")
  public void freeze(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    changes.freeze(session);
  }

  /** Wants a fresh proof; cards that were frozen one by one stay so. */
  @POST
  @Path("/unfreeze")
  public void unfreeze(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    changes.unfreeze(session);
  }

  /** Wants a fresh proof; a document to keep. */
  @POST
  @Path("/export")
  public Response export(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    return Response.ok(export.make(session))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cardnym-account.json\"")
        .build();
  }

  /**
   * Wants a fresh proof and the username; 422 {@code confirmation_wrong}, 409 {@code
   * payments_open}.
   */
  @POST
  @Path("/close")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response close(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @Nullable CloseAsked asked) {
    changes.close(session, Present.in(Present.in(asked).alias()));
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, Cookie.removal(PageSessions.COOKIE).header())
        .build();
  }
}
