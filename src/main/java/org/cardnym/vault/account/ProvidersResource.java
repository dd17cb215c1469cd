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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.cardnym.vault.enrolment.ProviderLinking;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * A payer's accounts at identity services: what is linked, linking, unlinking. 401 without a
 * session; 403 {@code proof_too_old} where a fresh proof is wanted. Same origin only.
 */
@Path("/account/providers")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class ProvidersResource {
  private final ProviderChanges changes;

  ProvidersResource(ProviderChanges changes) {
    this.changes = changes;
  }

  record View(List<ProviderLinking.Service> services, List<ProviderLinking.Linked> linked) {}

  /**
   * @param location the service's authorization endpoint with the request
   */
  record Location(String location) {
    @Override
    public String toString() {
      return "Location";
    }
  }

  /** What the browser brought back, as the service wrote it into its address. Does not print. */
  record Back(@Nullable String state, @Nullable String code, @Nullable String iss) {
    @Override
    public String toString() {
      return "Back";
    }
  }

  @GET
  public View view(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    return changes.view(session);
  }

  /**
   * Wants a fresh proof, and no recovery within a day; 404 for a service there is not, 503 where it
   * can't be asked.
   */
  @POST
  @Path("/{name}/link")
  public Location link(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("name") String name) {
    return new Location(changes.leave(session, name).toString());
  }

  /** Ends the way that {@code link} began in this session; 403 {@code proof_failed}. */
  @POST
  @Path("/finish")
  @Consumes(MediaType.APPLICATION_JSON)
  public void finish(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @Nullable Back asked) {
    Back back = Present.in(asked);
    changes.link(session, back.state(), back.code(), back.iss());
  }

  /** Wants a fresh proof; 404 for a link there is not. */
  @POST
  @Path("/{id}/remove")
  public void remove(
      @CookieParam(PageSessions.COOKIE) @Nullable String session, @PathParam("id") String id) {
    changes.unlink(session, id);
  }
}
