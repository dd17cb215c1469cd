package org.cardnym.vault.web;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.cardnym.vault.refusal.ErrorCode;

/**
 * Stands before every handler: names the request, sees to the headers of whatever answers it, and
 * lets pass or refuses.
 */
@ApplicationScoped
class Wall {
  private final DoorRules rules;
  private final SecurityHeaders headers;
  private final ProblemWriter problems;
  private final RequestLog log;

  Wall(DoorRules rules, SecurityHeaders headers, ProblemWriter problems, RequestLog log) {
    this.rules = rules;
    this.headers = headers;
    this.problems = problems;
    this.log = log;
  }

  void build(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this::judge).failureHandler(this::failed);
    router.errorHandler(404, context -> problems.end(Problem.of(ErrorCode.NOT_FOUND), context));
    router.errorHandler(
        405, context -> problems.end(Problem.of(ErrorCode.METHOD_REFUSED), context));
  }

  /** The last thing of a start that went well. */
  void open(@Observes @Priority(Integer.MAX_VALUE) StartupEvent started) {
    LogAllowList.serving();
  }

  private void judge(RoutingContext context) {
    HttpServerRequest request = context.request();
    RequestIds.give(context);
    context.addHeadersEndHandler(written -> headers.set(context));
    log.watch(context);
    Optional<ErrorCode> refusal = rules.refusal(request);
    if (refusal.isPresent()) {
      if (refusal.get() == ErrorCode.TOO_LARGE || request.headers().contains("Transfer-Encoding")) {
        // The body is not read. Nor may what follows be taken for a request (RFC 9112 §6.1).
        context.response().putHeader("Connection", "close");
        context.addEndHandler(ended -> request.connection().close());
      }
      problems.end(Problem.of(refusal.get()), context);
      return;
    }
    context.next();
  }

  private void failed(RoutingContext context) {
    Throwable failure = context.failure();
    boolean chosen = context.statusCode() > 0 && context.statusCode() != 500;
    Problem problem =
        chosen || failure == null
            ? Problem.of(Failures.code(context.statusCode()))
            : Problem.of(failure);
    if (failure != null) {
      Failures.log(problem, failure);
    }
    problems.end(problem, context);
  }
}
