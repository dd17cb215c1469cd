package org.cardnym.admin.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param status HTTP status
 * @param contentType media type in lower case without parameters, or empty
 * @param body the JSON, or a missing node if there is none or it isn't JSON
 * @param at the server's own time (RFC 9110 section 6.6.1), whole seconds; null where it told none
 */
public record Answer(int status, String contentType, JsonNode body, @Nullable Instant at) {
  /** Whether it was carried out (2xx). */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isProblem() {
    return contentType.equals("application/problem+json") && body.isObject();
  }
}
