package org.cardnym.vault.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The size of a body, judged by what the request says of it; the server counts what comes without
 * saying.
 */
@ApplicationScoped
class BodyLimit {
  private static final int MOST_DIGITS = 12;

  private final long most;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    this.most = most.asLongValue();
  }

  boolean exceeded(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length == null) {
      return false;
    }
    boolean number =
        length.length() <= MOST_DIGITS
            && !length.isEmpty()
            && length.chars().allMatch(c -> c >= '0' && c <= '9');
    return !number || Long.parseLong(length) > most;
  }
}
