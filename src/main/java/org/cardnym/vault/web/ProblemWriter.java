package org.cardnym.vault.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.readiness.Loosened;

/**
 * Writes a problem as JSON, or as a page where a person's browser asked for one; the same for
 * endpoints and for the filter.
 */
@ApplicationScoped
class ProblemWriter {
  private static final String HTML = "text/html;charset=UTF-8";

  private final ObjectMapper json;
  private final Template page;
  private final Loosened loosened;
  private final PageReaders readers;

  ProblemWriter(
      ObjectMapper json,
      @Location("web/problem") Template page,
      Loosened loosened,
      PageReaders readers) {
    this.json = json;
    this.page = page;
    this.loosened = loosened;
    this.readers = readers;
  }

  Response response(Problem problem, RoutingContext context) {
    var response = Response.status(problem.status()).entity(body(problem, context));
    headers(problem, context).forEach(response::header);
    return response.build();
  }

  void end(Problem problem, RoutingContext context) {
    var response = context.response();
    if (response.headWritten()) {
      response.reset();
      return;
    }
    response.setStatusCode(problem.status());
    headers(problem, context).forEach(response::putHeader);
    response.end(Buffer.buffer(body(problem, context)));
  }

  private Map<String, String> headers(Problem problem, RoutingContext context) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", wantsPage(context.request()) ? HTML : Problem.MEDIA_TYPE);
    if (problem.status() == 401 && !Door.PAYER.leads(context.request().path())) {
      // RFC 6750 §3: nothing more is said about why.
      headers.put("WWW-Authenticate", "Bearer");
    }
    Object wait = problem.facts().get("retryAfterSeconds");
    if (wait != null) {
      headers.put("Retry-After", wait.toString());
    }
    return headers;
  }

  private String body(Problem problem, RoutingContext context) {
    if (wantsPage(context.request())) {
      return page(problem, context);
    }
    try {
      return json.writeValueAsString(problem.members(RequestIds.of(context)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a problem holds plain values", impossible);
    }
  }

  private String page(Problem problem, RoutingContext context) {
    return page.instance()
        .setLocale(Reader.language(context.request()).words())
        .data("kind", ProblemPage.of(problem.code(), problem.status()).name())
        .data("request", RequestIds.of(context))
        .data("paying", context.request().path().startsWith("/pay/"))
        .data("sandbox", loosened.sandbox())
        .render();
  }

  /** True for a browser that opens a page, or what might have been one. */
  private boolean wantsPage(HttpServerRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html") && readers.send(request);
  }
}
