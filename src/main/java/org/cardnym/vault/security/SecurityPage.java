package org.cardnym.vault.security;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.cardnym.vault.account.Visits;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/** The page itself, for payers who have signed in; others are sent to do so. */
@Path("/account/security")
@PermitAll
@RunOnVirtualThread
class SecurityPage {
  @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance security(boolean sms, boolean sandbox);
  }

  private final Visits visits;
  private final MobileChanges mobiles;
  private final Loosened loosened;
  private final Reader reader;

  SecurityPage(Visits visits, MobileChanges mobiles, Loosened loosened, Reader reader) {
    this.visits = visits;
    this.mobiles = mobiles;
    this.loosened = loosened;
    this.reader = reader;
  }

  /** 303 to the account's page without a session. */
  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response page(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    try {
      visits.looking(session);
    } catch (Refusal refused) {
      if (refused.code() != ErrorCode.SESSION_ENDED) {
        throw refused;
      }
      return Response.status(Response.Status.SEE_OTHER)
          .header(HttpHeaders.LOCATION, "/account")
          .build();
    }
    return Response.ok(reader.in(Pages.security(mobiles.offered(), loosened.sandbox()))).build();
  }
}
