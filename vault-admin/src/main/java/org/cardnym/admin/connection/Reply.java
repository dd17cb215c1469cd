package org.cardnym.admin.connection;

import com.fasterxml.jackson.databind.JsonNode;
import org.cardnym.admin.outcome.ExitCode;

/**
 * What the vault said to a request it took.
 *
 * @param status HTTP status, 2xx
 * @param body an object; empty where the vault had nothing to add
 */
public record Reply(int status, JsonNode body) {
  /**
   * Done, or, when the vault only accepted it (RFC 9110 section 15.3.3), waiting for a second
   * person.
   */
  public ExitCode exit() {
    return status == 202 ? ExitCode.WAITS_FOR_APPROVAL : ExitCode.DONE;
  }
}
