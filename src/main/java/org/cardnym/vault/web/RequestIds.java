package org.cardnym.vault.web;

import io.vertx.ext.web.RoutingContext;
import org.cardnym.vault.id.Uuids;
import org.jboss.logging.MDC;

/**
 * A random name for every request, in its answer and in every log line it causes. Never taken from
 * outside.
 */
final class RequestIds {
  static final String HEADER = "X-Request-Id";
  private static final String KEY = "cardnym.request";

  private RequestIds() {}

  static void give(RoutingContext context) {
    String id = Uuids.nonce();
    context.put(KEY, id);
    MDC.put("request", id);
  }

  static String of(RoutingContext context) {
    String id = context.get(KEY);
    return id == null ? "" : id;
  }
}
