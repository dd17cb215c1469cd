package org.cardnym.vault.web;

import org.cardnym.vault.refusal.ErrorCode;
import org.jboss.logging.Logger;

/** What a failure outside the domain is called, and its line in the log. */
final class Failures {
  private static final Logger LOG = Logger.getLogger(Failures.class);

  private Failures() {}

  /** The code for a status that the framework chose. */
  static ErrorCode code(int status) {
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.FORBIDDEN;
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_REFUSED;
      case 406 -> ErrorCode.NOT_ACCEPTABLE;
      case 411 -> ErrorCode.LENGTH_REQUIRED;
      case 413 -> ErrorCode.TOO_LARGE;
      case 415 -> ErrorCode.MEDIA_REFUSED;
      case 429 -> ErrorCode.TOO_MANY_REQUESTS;
      case 503 -> ErrorCode.UNAVAILABLE;
      default -> status >= 400 && status < 500 ? ErrorCode.MALFORMED : ErrorCode.INTERNAL;
    };
  }

  /** One line with the stack, for what nobody foresaw; the log's filter takes the messages out. */
  static void log(Problem problem, Throwable failure) {
    if (problem.status() >= 500) {
      LOG.errorf(failure, "request_failed code=%s", problem.code().wire());
    }
  }
}
