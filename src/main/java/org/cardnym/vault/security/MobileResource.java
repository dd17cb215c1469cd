package org.cardnym.vault.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.cardnym.vault.account.Present;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.session.PageSessions;
import org.cardnym.vault.sms.CodeSent;
import org.cardnym.vault.sms.Mobile;
import org.jspecify.annotations.Nullable;

/**
 * A payer's mobile number. 404 for all of it where text messages are not turned on; 401 without a
 * session; 403 {@code proof_too_old} where a fresh proof is wanted.
 */
@Path("/account/security/mobile")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class MobileResource {
  private final MobileChanges changes;
  private final ClientAddress clients;

  MobileResource(MobileChanges changes, ClientAddress clients) {
    this.changes = changes;
    this.clients = clients;
  }

  record NumberAsked(@Nullable String number) {
    @Override
    public String toString() {
      return "NumberAsked";
    }
  }

  record CodeAsked(@Nullable String code) {
    @Override
    public String toString() {
      return "CodeAsked";
    }
  }

  /**
   * What the page shows.
   *
   * @param number the two digits that the message shows as well
   * @param minutes how long the code is good
   */
  record Sent(String number, long minutes) {}

  /** The number by its last digits; without one, nothing. Does not print. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(@Nullable String end, @Nullable Instant confirmedAt) {
    @Override
    public String toString() {
      return "Shown";
    }
  }

  @GET
  public Shown shown(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    Mobile mobile = changes.of(session).orElse(null);
    return mobile == null ? new Shown(null, null) : new Shown(mobile.end(), mobile.confirmedAt());
  }

  /**
   * Wants a fresh proof; sends a code. 422 {@code mobile_unfit}; 403 {@code recovered_recently};
   * 429 {@code too_many_requests}.
   */
  @POST
  @Path("/begin")
  @Consumes(MediaType.APPLICATION_JSON)
  public Sent begin(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @Nullable NumberAsked asked) {
    String number = Present.in(Present.in(asked).number());
    CodeSent sent = changes.begin(session, number, clients.client());
    return new Sent(sent.number(), sent.minutes());
  }

  /** Wants a fresh proof; 422 {@code code_wrong}; 403 {@code recovered_recently}. */
  @POST
  @Path("/confirm")
  @Consumes(MediaType.APPLICATION_JSON)
  public void confirm(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @Nullable CodeAsked asked) {
    changes.confirm(session, Present.in(Present.in(asked).code()));
  }

  /** Wants a fresh proof; 404 if there is none. */
  @POST
  @Path("/remove")
  public void remove(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    changes.remove(session);
  }
}
