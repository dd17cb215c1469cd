package org.cardnym.vault.enrolment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.cardnym.vault.card.CardEntered;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.BankCode;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.notice.BrowserKind;
import org.cardnym.vault.otp.OtpSetup;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.proof.PasswordAndCode;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSession;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * The enrolment page's own API. Same origin and page session only; a card number enters by the room
 * {@code card}.
 */
@Path("/enrol")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class EnrolmentResource {
  private final Registration registration;
  private final BankCodes bankCodes;
  private final SignIn signIn;
  private final Whereabouts whereabouts;
  private final PageSessions sessions;
  private final ClientAddress address;

  EnrolmentResource(
      Registration registration,
      BankCodes bankCodes,
      SignIn signIn,
      Whereabouts whereabouts,
      PageSessions sessions,
      ClientAddress address) {
    this.registration = registration;
    this.bankCodes = bankCodes;
    this.signIn = signIn;
    this.whereabouts = whereabouts;
    this.sessions = sessions;
    this.address = address;
  }

  record ContactAsked(@Nullable String email, @Nullable String zone) {}

  record CodeAsked(@Nullable String code) {
    @Override
    public String toString() {
      return "CodeAsked";
    }
  }

  record AliasAsked(@Nullable String alias) {
    @Override
    public String toString() {
      return "AliasAsked";
    }
  }

  record PasswordAsked(@Nullable Password password) {}

  record BankCodeAsked(@Nullable String card, @Nullable String code) {
    @Override
    public String toString() {
      return "BankCodeAsked";
    }
  }

  record SignInAsked(@Nullable String alias, @Nullable Password password, @Nullable String code) {
    @Override
    public String toString() {
      return "SignInAsked";
    }
  }

  record Otp(String uri, String secret, String qrSvg) {
    @Override
    public String toString() {
      return "Otp";
    }
  }

  record CardState(String card, String state) {}

  /** Where this session's registration stands, and whose it is. */
  @GET
  @Path("/view")
  @Consumes(MediaType.WILDCARD)
  public Whereabouts.View view(@CookieParam(PageSessions.COOKIE) @Nullable String cookie) {
    return whereabouts.of(cookie);
  }

  @POST
  @Path("/contact")
  public Response contact(
      @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String agent, @Nullable ContactAsked asked) {
    String email = present(asked == null ? null : asked.email());
    ZoneId zone = zone(asked == null ? null : asked.zone());
    return with(registration.contact(email, zone, address.client(), BrowserKind.of(agent)));
  }

  @POST
  @Path("/contact/confirm")
  public Response confirm(
      @CookieParam(PageSessions.COOKIE) @Nullable String cookie, @Nullable CodeAsked asked) {
    return with(
        registration.confirm(
            sessions.require(cookie), present(asked == null ? null : asked.code())));
  }

  @POST
  @Path("/alias")
  public Response alias(
      @CookieParam(PageSessions.COOKIE) @Nullable String cookie, @Nullable AliasAsked asked) {
    registration.alias(sessions.require(cookie), present(asked == null ? null : asked.alias()));
    return Response.noContent().build();
  }

  @POST
  @Path("/password")
  public Response password(
      @CookieParam(PageSessions.COOKIE) @Nullable String cookie, @Nullable PasswordAsked asked) {
    try (Password password = present(asked == null ? null : asked.password())) {
      registration.password(sessions.require(cookie), password, address.client());
    }
    return Response.noContent().build();
  }

  @POST
  @Path("/otp")
  @Consumes(MediaType.WILDCARD)
  public Otp otp(@CookieParam(PageSessions.COOKIE) @Nullable String cookie) {
    OtpSetup setup = registration.otp(sessions.require(cookie), address.client());
    return new Otp(setup.uri(), setup.secret(), setup.qrSvg());
  }

  @POST
  @Path("/otp/confirm")
  public Response confirmOtp(
      @CookieParam(PageSessions.COOKIE) @Nullable String cookie, @Nullable CodeAsked asked) {
    return with(
        registration.confirmOtp(
            sessions.require(cookie), present(asked == null ? null : asked.code())));
  }

  /** The code that the bank sent to its customer. */
  @POST
  @Path("/card/code")
  public CardState cardCode(
      @CookieParam(PageSessions.COOKIE) @Nullable String cookie, @Nullable BankCodeAsked asked) {
    UUID cardId = TypeId.parse(IdKind.CARD, present(asked == null ? null : asked.card()));
    BankCode code = BankCode.of(present(asked == null ? null : asked.code()));
    CardEntered.Answer answer = bankCodes.code(sessions.require(cookie), cardId, code);
    return new CardState(TypeId.of(IdKind.CARD, answer.cardId()), answer.progress().wire());
  }

  /** Both proofs of a registered payer, to add a card; one answer for every name. */
  @POST
  @Path("/sign-in")
  public Response signIn(
      @CookieParam(KnownBrowsers.COOKIE) @Nullable String browser, @Nullable SignInAsked asked) {
    if (asked == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    try (Password password = present(asked.password())) {
      var given = new PasswordAndCode(password, present(asked.code()));
      var from = new SignIn.From(browser, address.client());
      return with(signIn.signIn(present(asked.alias()), given, from));
    }
  }

  /** Ends the session. */
  @POST
  @Path("/sign-out")
  @Consumes(MediaType.WILDCARD)
  public Response signOut(@CookieParam(PageSessions.COOKIE) @Nullable String cookie) {
    sessions.end(sessions.require(cookie));
    return Response.noContent()
        .header(
            HttpHeaders.SET_COOKIE,
            org.cardnym.vault.session.Cookie.removal(PageSessions.COOKIE).header())
        .build();
  }

  private static Response with(PageSession session) {
    return Response.noContent().header(HttpHeaders.SET_COOKIE, session.cookie().header()).build();
  }

  private static <T> T present(@Nullable T member) {
    if (member == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    return member;
  }

  /**
   * The browser's zone, in which the payer's days are counted; UTC where it names none that is
   * known.
   */
  private static ZoneId zone(@Nullable String name) {
    if (name == null || name.length() > 64) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }
}
