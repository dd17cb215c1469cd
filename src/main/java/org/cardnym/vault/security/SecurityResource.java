package org.cardnym.vault.security;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.cardnym.vault.account.Present;
import org.cardnym.vault.account.Visits;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.otp.OtpSetup;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * What a payer does to their own proofs. 401 without a session; 403 {@code proof_too_old} where a
 * fresh proof is wanted.
 */
@Path("/account/security")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class SecurityResource {
  private final Visits visits;
  private final Standing standing;
  private final Places places;
  private final ProofChanges changes;

  SecurityResource(Visits visits, Standing standing, Places places, ProofChanges changes) {
    this.visits = visits;
    this.standing = standing;
    this.places = places;
    this.changes = changes;
  }

  record PasswordAsked(@Nullable Password password) {}

  record CodeAsked(@Nullable String code) {
    @Override
    public String toString() {
      return "CodeAsked";
    }
  }

  record App(String uri, String secret, String qrSvg) {
    @Override
    public String toString() {
      return "App";
    }
  }

  record Codes(List<String> codes) {
    @Override
    public String toString() {
      return "Codes";
    }
  }

  @GET
  @Path("/view")
  public Standing.Body view(
      @CookieParam(PageSessions.COOKIE) @Nullable String session,
      @CookieParam(KnownBrowsers.COOKIE) @Nullable String browser) {
    return standing.of(visits.looking(session), browser);
  }

  /** 404 for whatever is no browser in which this payer is known. */
  @POST
  @Path("/browsers/{id}/forget")
  public void forget(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("id") String id) {
    places.forget(session, TypeId.parse(IdKind.BROWSER, id));
  }

  @POST
  @Path("/browsers/forget")
  public void forgetAll(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    places.forgetAll(session);
  }

  /** Every session but this one is dead. */
  @POST
  @Path("/sign-out-elsewhere")
  public void signOutElsewhere(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    places.signOutElsewhere(session);
  }

  /** Wants a fresh proof; 422 {@code password_…}. */
  @POST
  @Path("/password")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response password(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @Nullable PasswordAsked asked) {
    try (Password password = Present.in(Present.in(asked).password())) {
      return with(changes.password(session, password));
    }
  }

  /** Wants a fresh proof. */
  @POST
  @Path("/app")
  public App app(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    OtpSetup setup = changes.app(session);
    return new App(setup.uri(), setup.secret(), setup.qrSvg());
  }

  /** Wants a fresh proof; 422 {@code code_wrong}. */
  @POST
  @Path("/app/confirm")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response confirmApp(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @Nullable CodeAsked asked) {
    return with(changes.confirmApp(session, Present.in(Present.in(asked).code())));
  }

  /** Wants a fresh proof; they are shown this once. */
  @POST
  @Path("/recovery-codes")
  public Codes recoveryCodes(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    return new Codes(changes.recoveryCodes(session).codes());
  }

  private static Response with(PageSession session) {
    return Response.noContent().header(HttpHeaders.SET_COOKIE, session.cookie().header()).build();
  }
}
