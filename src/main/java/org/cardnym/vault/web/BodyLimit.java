package org.cardnym.vault.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The size of a body, judged by what the request says of it; one that does not say is refused
 * before. The server's own limit is the largest of these.
 */
@ApplicationScoped
class BodyLimit {
  private static final long USUAL = 64 * 1_024L;

  /** Whole tables come here: 5000 routes with their dates. */
  private static final String TABLES = "/admin/v1/routes/import";

  /** The digests of 500000 lines, and blocks of sealed lines. */
  private static final String IMPORTS = "/admin/v1/payers/imports";

  private static final long TABLE = 1_024 * 1_024L;
  private static final int MOST_DIGITS = 12;

  boolean exceeded(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length == null) {
      return false;
    }
    boolean number =
        length.length() <= MOST_DIGITS
            && !length.isEmpty()
            && length.chars().allMatch(c -> c >= '0' && c <= '9');
    String path = request.path();
    boolean large =
        path != null
            && (path.equals(TABLES) || path.equals(IMPORTS) || path.startsWith(IMPORTS + "/"));
    long most = large ? TABLE : USUAL;
    return !number || Long.parseLong(length) > most;
  }
}
