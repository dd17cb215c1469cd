package org.cardnym.vault.enrolment;

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
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/** The page on which a payer registers and adds a card. */
@Path("/enrol")
@PermitAll
@RunOnVirtualThread
class EnrolmentPage {
  @CheckedTemplate(basePath = "enrolment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance enrol(Whereabouts.View view, boolean sandbox);
  }

  private final Whereabouts whereabouts;
  private final Loosened loosened;
  private final Reader reader;

  EnrolmentPage(Whereabouts whereabouts, Loosened loosened, Reader reader) {
    this.whereabouts = whereabouts;
    this.loosened = loosened;
    this.reader = reader;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@CookieParam(PageSessions.COOKIE) @Nullable String cookie) {
    return reader.in(Pages.enrol(whereabouts.of(cookie), loosened.sandbox()));
  }
}
