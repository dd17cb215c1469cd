package org.cardnym.vault.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One line and one measurement for every answer: door, method and status. The path stays out, as
 * parts of some are secret.
 */
@ApplicationScoped
class RequestLog {
  private static final Logger LOG = Logger.getLogger(RequestLog.class);

  private final MeterRegistry meters;

  RequestLog(MeterRegistry meters) {
    this.meters = meters;
  }

  void watch(RoutingContext context) {
    long began = System.nanoTime();
    context.addEndHandler(ended -> written(context, System.nanoTime() - began));
  }

  private void written(RoutingContext context, long nanos) {
    String door = Door.to(path(context)).map(Door::wire).orElse("none");
    int status = context.response().getStatusCode();
    meters
        .timer("cardnym_requests", "door", door, "status", Integer.toString(status))
        .record(nanos, TimeUnit.NANOSECONDS);
    LOG.infof(
        "request door=%s method=%s status=%d millis=%d request=%s",
        door,
        method(context),
        status,
        TimeUnit.NANOSECONDS.toMillis(nanos),
        RequestIds.of(context));
  }

  private static String path(RoutingContext context) {
    String path = context.request().path();
    return path == null ? "" : path;
  }

  /** A method of one's own invention could hold anything. */
  private static String method(RoutingContext context) {
    String name = context.request().method().name();
    return switch (name) {
      case "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" -> name;
      default -> "other";
    };
  }
}
