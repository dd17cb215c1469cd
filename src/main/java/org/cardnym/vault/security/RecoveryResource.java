package org.cardnym.vault.security;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.cardnym.vault.account.Present;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.notice.BrowserKind;
import org.cardnym.vault.notice.PageNumber;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSession;
import org.jspecify.annotations.Nullable;

/**
 * Recovers an account whose password or authenticator app is lost. 403 {@code proof_failed} for
 * whatever is wrong with the proofs, and for names that nobody holds.
 */
@Path("/account/recover")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RecoveryResource {
  private final Recovery recovery;
  private final ClientAddress address;

  RecoveryResource(Recovery recovery, ClientAddress address) {
    this.recovery = recovery;
    this.address = address;
  }

  record BeginAsked(@Nullable String alias) {
    @Override
    public String toString() {
      return "BeginAsked";
    }
  }

  /**
   * A recovery that waits for its code.
   *
   * @param number two digits for the page to show; the mail has the same
   */
  record Begun(String recovery, String number) {}

  record ProofsAsked(
      @Nullable String recovery,
      @Nullable String contactCode,
      @Nullable String code,
      @Nullable String recoveryCode,
      @Nullable Password password) {
    @Override
    public String toString() {
      return "ProofsAsked";
    }
  }

  record MovedInAsked(@Nullable String recovery, @Nullable String contactCode) {
    @Override
    public String toString() {
      return "MovedInAsked";
    }
  }

  record App(String next, String uri, String secret, String qrSvg) {
    @Override
    public String toString() {
      return "App";
    }
  }

  record ConfirmAsked(@Nullable String recovery, @Nullable String next, @Nullable String code) {
    @Override
    public String toString() {
      return "ConfirmAsked";
    }
  }

  /** The same answer for every name; a code is on its way if somebody holds it. */
  @POST
  @Path("/begin")
  public Begun begin(
      @CookieParam(KnownBrowsers.COOKIE) @Nullable String browser,
      @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String agent,
      @Nullable BeginAsked asked) {
    String alias = Present.in(Present.in(asked).alias());
    var asker = new Recovery.Asker(browser, address.client(), BrowserKind.of(agent));
    UUID begun = recovery.begin(alias, asker);
    return new Begun(TypeId.of(IdKind.RECOVERY, begun), PageNumber.of(begun));
  }

  /** A new password, with a code of the app or a recovery code; 422 {@code password_…}. */
  @POST
  @Path("/password")
  public void password(@Nullable ProofsAsked asked) {
    ProofsAsked given = Present.in(asked);
    try (Password password = Present.in(given.password())) {
      if ((given.code() == null) == (given.recoveryCode() == null)) {
        throw new Refusal(ErrorCode.MALFORMED);
      }
      recovery.password(proofs(given), password, address.client());
    }
  }

  /** With the password that stands and a recovery code: what a new app needs. */
  @POST
  @Path("/app")
  public App app(@Nullable ProofsAsked asked) {
    ProofsAsked given = Present.in(asked);
    try (Password password = Present.in(given.password())) {
      Present.in(given.recoveryCode());
      if (given.code() != null) {
        throw new Refusal(ErrorCode.MALFORMED);
      }
      Recovery.Waiting waiting = recovery.app(proofs(given), password, address.client());
      return new App(
          waiting.next().secret(),
          waiting.setup().uri(),
          waiting.setup().secret(),
          waiting.setup().qrSvg());
    }
  }

  /** Puts the new app into use; 422 {@code code_wrong}. */
  @POST
  @Path("/app/confirm")
  public void confirmApp(@Nullable ConfirmAsked asked) {
    ConfirmAsked given = Present.in(asked);
    recovery.confirmApp(
        id(given.recovery()), Present.in(given.next()), Present.in(given.code()), address.client());
  }

  /**
   * With the mailed code alone, for a payer whom a bank has moved in: 204 with a session in which
   * the enrolment page goes on at the password.
   */
  @POST
  @Path("/moved-in")
  public Response movedIn(@Nullable MovedInAsked asked) {
    MovedInAsked given = Present.in(asked);
    PageSession session =
        recovery.movedIn(id(given.recovery()), Present.in(given.contactCode()), address.client());
    return Response.noContent().header(HttpHeaders.SET_COOKIE, session.cookie().header()).build();
  }

  private static RecoveryAsked proofs(ProofsAsked given) {
    return new RecoveryAsked(
        id(given.recovery()), Present.in(given.contactCode()), given.code(), given.recoveryCode());
  }

  private static UUID id(@Nullable String text) {
    return TypeId.parse(IdKind.RECOVERY, Present.in(text));
  }
}
