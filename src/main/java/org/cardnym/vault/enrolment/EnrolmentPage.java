package org.cardnym.vault.enrolment;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.cardnym.vault.readiness.Loosened;

/** The page on which a payer registers and adds a card. */
@Path("/enrol")
@PermitAll
@RunOnVirtualThread
class EnrolmentPage {
  @CheckedTemplate(basePath = "enrolment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance enrol(boolean sandbox);
  }

  private final Loosened loosened;

  EnrolmentPage(Loosened loosened) {
    this.loosened = loosened;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return Pages.enrol(loosened.sandbox());
  }
}
