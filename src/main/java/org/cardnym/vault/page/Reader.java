package org.cardnym.vault.page;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Who reads the answer to the present request: a person with a language. */
@ApplicationScoped
public class Reader {
  private final CurrentVertxRequest current;

  Reader(CurrentVertxRequest current) {
    this.current = current;
  }

  /** The language of the present request. */
  public Language language() {
    RoutingContext context = current.getCurrent();
    if (context == null) {
      throw new IllegalStateException("no request is being answered");
    }
    return language(context.request());
  }

  public static Language language(HttpServerRequest request) {
    return Language.preferred(String.join(",", request.headers().getAll("Accept-Language")));
  }

  /** The page in the reader's language. */
  public TemplateInstance in(TemplateInstance page) {
    return page.setLocale(language().words());
  }
}
