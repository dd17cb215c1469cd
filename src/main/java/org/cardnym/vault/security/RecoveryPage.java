package org.cardnym.vault.security;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.readiness.Loosened;

/** The page for payers who have lost their password or authenticator app. */
@Path("/account/recover")
@PermitAll
@RunOnVirtualThread
class RecoveryPage {
  @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance recover(boolean sandbox);
  }

  private final Loosened loosened;
  private final Reader reader;

  RecoveryPage(Loosened loosened, Reader reader) {
    this.loosened = loosened;
    this.reader = reader;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return reader.in(Pages.recover(loosened.sandbox()));
  }
}
