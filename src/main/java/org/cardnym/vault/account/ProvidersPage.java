package org.cardnym.vault.account;

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

/**
 * Where identity services send a browser back to that links an account. It changes nothing: the
 * session's cookie does not come with another site's navigation, so the page's script posts what
 * stands in its address.
 */
@Path("/account/providers/return")
@PermitAll
@RunOnVirtualThread
class ProvidersPage {
  @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance providerReturn(boolean sandbox);
  }

  private final Loosened loosened;
  private final Reader reader;

  ProvidersPage(Loosened loosened, Reader reader) {
    this.loosened = loosened;
    this.reader = reader;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return reader.in(Pages.providerReturn(loosened.sandbox()));
  }
}
