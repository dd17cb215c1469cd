package org.cardnym.vault.account;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/** The page itself; what is a payer's own is asked for by its script. */
@Path("/account")
@PermitAll
@RunOnVirtualThread
class AccountPage {
  @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance account(boolean signedIn, boolean sandbox);
  }

  private final Visits visits;
  private final Loosened loosened;
  private final Reader reader;

  AccountPage(Visits visits, Loosened loosened, Reader reader) {
    this.visits = visits;
    this.loosened = loosened;
    this.reader = reader;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@CookieParam(PageSessions.COOKIE) @Nullable String session) {
    return reader.in(Pages.account(signedIn(session), loosened.sandbox()));
  }

  private boolean signedIn(@Nullable String session) {
    try {
      visits.looking(session);
      return true;
    } catch (Refusal refused) {
      if (refused.code() != ErrorCode.SESSION_ENDED) {
        throw refused;
      }
      return false;
    }
  }
}
