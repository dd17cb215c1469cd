package org.cardnym.vault.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.cardnym.vault.enrolment.SignIn;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.proof.GivenProofs;
import org.cardnym.vault.proof.PasskeyAsks;
import org.cardnym.vault.proof.ProofsBody;
import org.cardnym.vault.session.Cookie;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/** Signing in to the account page, proving again, signing out. Same origin only. */
@Path("/account")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class AccountSessionResource {
  private final SignIn signIn;
  private final PageSessions sessions;
  private final PasskeyAsks asks;
  private final ClientAddress address;

  AccountSessionResource(
      SignIn signIn, PageSessions sessions, PasskeyAsks asks, ClientAddress address) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.asks = asks;
    this.address = address;
  }

  record SignInAsked(@Nullable String alias, @Nullable ProofsBody proofs) {
    @Override
    public String toString() {
      return "SignInAsked";
    }
  }

  /** 204 and a session; 403 {@code proof_failed} for every name whose proofs did not hold. */
  @POST
  @Path("/sign-in")
  public Response signIn(
      @CookieParam(KnownBrowsers.COOKIE) @Nullable String browser, @Nullable SignInAsked asked) {
    SignInAsked typed = Present.in(asked);
    try (GivenProofs given = Present.in(typed.proofs()).given()) {
      return with(signIn.signIn(Present.in(typed.alias()), given, from(browser)));
    }
  }

  /** 204 and a new secret for the session; 403 {@code proof_failed}, 401 without a session. */
  @POST
  @Path("/prove")
  public Response prove(
      @CookieParam(PageSessions.COOKIE) @Nullable String session,
      @CookieParam(KnownBrowsers.COOKIE) @Nullable String browser,
      @Nullable ProofsBody asked) {
    try (GivenProofs given = Present.in(asked).given()) {
      return with(signIn.again(sessions.require(session), given, from(browser)));
    }
  }

  /** 200 with what {@code navigator.credentials.get} takes to sign in, the same for everybody. */
  @POST
  @Path("/sign-in/passkey")
  @Consumes(MediaType.WILDCARD)
  public PasskeyAsks.Asked askToSignIn() {
    return asks.ask(address.client(), SignIn.consent());
  }

  /** The same to prove again, in this session only; 401 without one. */
  @POST
  @Path("/prove/passkey")
  @Consumes(MediaType.WILDCARD)
  public PasskeyAsks.Asked askToProve(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    return asks.ask(address.client(), SignIn.consent(sessions.require(session)));
  }

  /** 204; the session is dead. */
  @POST
  @Path("/sign-out")
  @Consumes(MediaType.WILDCARD)
  public Response signOut(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    sessions.end(sessions.require(session));
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, Cookie.removal(PageSessions.COOKIE).header())
        .build();
  }

  private SignIn.From from(@Nullable String browser) {
    return new SignIn.From(browser, address.client());
  }

  private static Response with(PageSession session) {
    return Response.noContent().header(HttpHeaders.SET_COOKIE, session.cookie().header()).build();
  }
}
